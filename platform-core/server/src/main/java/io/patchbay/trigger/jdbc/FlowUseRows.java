package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a published flow uses of connectors and connections, found in its text. */
final class FlowUseRows {

  private static final String DEFAULT_CATALOG = "@default";

  /** One use; the version is empty for connections. */
  private record Use(String kind, String name, String version) {}

  private FlowUseRows() {}

  static void replace(
      Connection connection, TenantId tenant, FlowId flow, FlowDefinition definition)
      throws SQLException {
    delete(connection, tenant, flow);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into flow_use (tenant_id, flow_id, kind, name, version)"
                + " values (?, ?, ?, ?, ?)")) {
      for (Use use : uses(definition)) {
        insert.setString(1, tenant.value());
        insert.setString(2, flow.value());
        insert.setString(3, use.kind);
        insert.setString(4, use.name);
        insert.setString(5, use.version);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static void delete(Connection connection, TenantId tenant, FlowId flow) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from flow_use where tenant_id = ? and flow_id = ?")) {
      delete.setString(1, tenant.value());
      delete.setString(2, flow.value());
      delete.executeUpdate();
    }
  }

  private static Set<Use> uses(FlowDefinition definition) {
    Set<Use> uses = new LinkedHashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>();
    open.push(definition.source());
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      if (node.isObject()) {
        function(node.path("call").asString("")).ifPresent(uses::add);
        String connection = node.path("with").path("connection").asString("");
        if (!connection.isEmpty()) {
          uses.add(new Use("connection", connection, ""));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          open.push(member.getValue());
        }
      } else if (node.isArray()) {
        node.forEach(open::push);
      }
    }
    definition.secrets().forEach(name -> uses.add(new Use("connection", name, "")));
    TriggerSettings.Poll poll = definition.trigger().poll();
    if (poll != null) {
      uses.add(new Use("function", poll.function(), poll.version()));
      if (poll.connection() != null) {
        uses.add(new Use("connection", poll.connection(), ""));
      }
    }
    return uses;
  }

  private static java.util.Optional<Use> function(String call) {
    int colon = call.indexOf(':');
    return colon > 0 && call.endsWith(DEFAULT_CATALOG)
        ? java.util.Optional.of(
            new Use(
                "function",
                call.substring(0, colon),
                call.substring(colon + 1, call.length() - DEFAULT_CATALOG.length())))
        : java.util.Optional.empty();
  }
}
