package io.patchbay.run.jdbc;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.FlowError;
import io.patchbay.run.Settlement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people said about uncertain steps, until the run has taken it into its journal. */
final class Settlements {

  private Settlements() {}

  /** Of runs, each in the order of their saying; a run without any is not among the answers. */
  static Map<UUID, List<Settlement>> loadAll(Connection connection, List<RunKey> runs)
      throws SQLException {
    Map<UUID, List<Settlement>> settlements = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select s.run_id, s.step_id, s.outcome, s.settled_by"
                + " from unnest(?::text[], ?::uuid[]) k(tenant_id, id) join settlement s"
                + " on s.tenant_id = k.tenant_id and s.run_id = k.id order by s.at")) {
      Columns columns = new Columns(connection, select);
      columns.text(runs, RunKey::tenant);
      columns.uuid(runs, RunKey::run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          settlements
              .computeIfAbsent(rows.getObject(1, UUID.class), run -> new ArrayList<>())
              .add(
                  new Settlement(
                      rows.getString(2),
                      outcome(JsonText.parse(rows.getString(3))),
                      rows.getString(4)));
        }
      }
    }
    return settlements;
  }

  static void save(
      Connection connection, String tenant, UUID run, Settlement settlement, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into settlement (tenant_id, run_id, step_id, outcome, settled_by, at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (tenant_id, run_id, step_id)"
                + " do update set outcome = excluded.outcome, settled_by = excluded.settled_by,"
                + " at = excluded.at")) {
      insert.setString(1, tenant);
      insert.setObject(2, run);
      insert.setString(3, JsonText.plain(settlement.stepId()));
      insert.setString(4, JsonText.of(json(settlement.outcome())));
      insert.setString(5, JsonText.plain(settlement.by()));
      insert.setObject(6, Rows.timestamp(now));
      insert.executeUpdate();
    }
  }

  static void delete(Connection connection, String tenant, UUID run, String stepId)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from settlement where tenant_id = ? and run_id = ? and step_id = ?")) {
      delete.setString(1, tenant);
      delete.setObject(2, run);
      delete.setString(3, JsonText.plain(stepId));
      delete.executeUpdate();
    }
  }

  private static JsonNode json(CallOutcome outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (outcome) {
      case CallOutcome.Succeeded succeeded -> node.set("output", succeeded.output());
      case CallOutcome.Failed failed -> {
        node.set("error", failed.error().toJson());
        node.put("retryable", failed.retry().retryable());
        Duration after = failed.retry().retryAfter();
        if (after != null) {
          node.put("retryAfterMs", after.toMillis());
        }
      }
      case CallOutcome.Unknown _, CallOutcome.Pending _ ->
          throw new IllegalArgumentException(outcome + " settles nothing.");
    }
    return node;
  }

  private static CallOutcome outcome(JsonNode node) {
    JsonNode error = node.get("error");
    if (error == null) {
      return new CallOutcome.Succeeded(node.path("output"));
    }
    JsonNode after = node.get("retryAfterMs");
    return new CallOutcome.Failed(
        FlowError.fromJson(error),
        new RetryFacts(
            node.path("retryable").asBoolean(false),
            after == null ? null : Duration.ofMillis(after.asLong())));
  }
}
