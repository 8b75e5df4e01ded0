package io.patchbay.event.jdbc;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowDocument;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import io.patchbay.run.jdbc.JsonText;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the ends of runs into the lifecycle events of the specification where a flow or a run of
 * the tenant listens to that very type; otherwise nothing is written. A run that such an event
 * started makes none, so that a flow that handles failures does not handle its own for ever.
 */
final class LifecycleEvents {

  private static final String FAMILY = "io.serverlessworkflow.";
  private static final String SOURCE = "/patchbay/runs/";
  private static final int MOST = 200;

  private record Ended(
      TenantId tenant,
      RunId run,
      FlowVersionRef flow,
      RunState state,
      Instant at,
      @Nullable String error,
      @Nullable String output,
      boolean own) {}

  private final EngineDatabase database;
  private final PostgresRunStore store;
  private final FlowDefinitions definitions;
  private final InstantSource clock;

  LifecycleEvents(
      EngineDatabase database,
      PostgresRunStore store,
      FlowDefinitions definitions,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.definitions = definitions;
    this.clock = clock;
  }

  /** Lets the store note those ends of runs to which somebody listens. */
  void watch() {
    Map<String, Set<RunState>> ends = new HashMap<>();
    database.transact(
        connection -> {
          ends.clear();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select distinct tenant_id, type from event_interest where type like ? union"
                      + " select tenant_id, strategy from event_trigger where strategy like ?")) {
            select.setString(1, FAMILY + "%");
            select.setString(2, "%\"is\":\"" + FAMILY + "%");
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                ends.computeIfAbsent(rows.getString(1), _ -> EnumSet.noneOf(RunState.class))
                    .addAll(named(rows.getString(2)));
              }
            }
          }
        });
    store.noteEnds(ends);
  }

  private static Set<RunState> named(String types) {
    Set<RunState> states = EnumSet.noneOf(RunState.class);
    for (RunState state : RunState.values()) {
      if (state.isTerminal() && types.contains(type(state))) {
        states.add(state);
      }
    }
    return states;
  }

  private static String type(RunState state) {
    return FAMILY + "workflow." + what(state) + ".v1";
  }

  private static String what(RunState state) {
    return switch (state) {
      case SUCCEEDED -> "completed";
      case CANCELLED -> "cancelled";
      case FAILED, DEAD, QUEUED, RUNNING, WAITING, UNCERTAIN -> "faulted";
    };
  }

  /** Appends the events of what has been noted; answers whether there were any. */
  boolean publish() {
    List<Ended> ended = database.inTransaction(LifecycleEvents::noted);
    if (ended.isEmpty()) {
      return false;
    }
    List<NewEvent> events = new ArrayList<>();
    for (Ended run : ended) {
      if (!run.own) {
        events.add(new NewEvent(run.tenant, event(run), NewEvent.Origin.PLATFORM, run.run));
      }
    }
    // Another node may append the same: the event's identity lets only one in.
    database.transact(
        connection -> {
          EventRows.append(connection, events, clock.instant());
          forget(connection, ended);
        });
    return true;
  }

  private static List<Ended> noted(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select n.tenant_id, n.run_id, r.flow_id, r.flow_version, r.draft_hash, r.state,"
                + " r.finished_at, r.error, r.idempotency_key, coalesce(r.output, p.value) as out"
                + " from lifecycle_notice n join run r on r.tenant_id = n.tenant_id"
                + " and r.id = n.run_id left join payload p on p.tenant_id = r.tenant_id"
                + " and p.sha256 = r.output_sha256 order by n.tenant_id, n.run_id limit "
                + MOST)) {
      List<Ended> ended = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ended.add(read(rows));
        }
      }
      return ended;
    }
  }

  private static Ended read(ResultSet rows) throws SQLException {
    Instant at = Rows.instantOrNull(rows, "finished_at");
    String key = Rows.stringOrNull(rows, "idempotency_key");
    return new Ended(
        new TenantId(rows.getString("tenant_id")),
        new RunId(rows.getObject("run_id", UUID.class)),
        new FlowVersionRef(
            new FlowId(rows.getString("flow_id")),
            rows.getInt("flow_version"),
            rows.getString("draft_hash")),
        RunState.valueOf(rows.getString("state")),
        at == null ? Instant.EPOCH : at,
        Rows.stringOrNull(rows, "error"),
        Rows.stringOrNull(rows, "out"),
        key != null && key.startsWith("event:" + SOURCE));
  }

  private JsonNode event(Ended run) {
    String what = what(run.state);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0");
    event.put("id", what);
    event.put("source", SOURCE + run.run);
    event.put("type", type(run.state));
    event.put("time", run.at.toString());
    event.put("datacontenttype", "application/json");
    event.set("data", data(run, what));
    return event;
  }

  private ObjectNode data(Ended run, String what) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    Optional<FlowDocument> document =
        definitions.find(run.tenant, run.flow).map(FlowDefinition::document);
    String name = document.map(d -> d.name() + "-" + run.run + "." + d.namespace()).orElse("");
    data.put("name", name.isEmpty() ? run.run.toString() : name);
    data.put("run", run.run.toString());
    document.ifPresent(
        d ->
            data.putObject("definition")
                .put("namespace", d.namespace())
                .put("name", d.name())
                .put("version", d.version()));
    data.put(what + "At", run.at.toString());
    if (run.error != null) {
      data.set("error", JsonText.parse(run.error));
    }
    if (run.output != null && what.equals("completed")) {
      data.set("output", JsonText.parse(run.output));
    }
    return data;
  }

  private static void forget(Connection connection, List<Ended> ended) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from lifecycle_notice where tenant_id = ? and run_id = ?")) {
      for (Ended run : ended) {
        delete.setString(1, run.tenant.value());
        delete.setObject(2, run.run.value());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
