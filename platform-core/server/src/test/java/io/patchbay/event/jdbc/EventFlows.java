package io.patchbay.event.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.patchbay.call.CallOutcome;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Schedule;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunObserver;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.executor.ExecutorSettings;
import io.patchbay.run.executor.RunExecutor;
import io.patchbay.run.executor.RunPorts;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.tenant.TenantId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flows, runs and events of one tenant, on PostgreSQL, with an executor or several. */
abstract class EventFlows {
  static final JsonMapper JSON = JsonMapper.builder().build();
  static final String HEAD =
      "document: {dsl: '1.0.3', namespace: test, name: flow, version: '1.0.0'}\n";
  static final String LISTEN =
      "do: [{w: {listen: {to: {one: {with: {type: paid}, correlate: {o: {from: .data.order,"
          + " expect: '${ .order }'}}}}}}}]\n";

  final TestDatabase database = TestDatabase.shared();
  final InstantSource clock = InstantSource.system();
  final PostgresRunStore store = new PostgresRunStore(database.engine(), clock, 1_000);
  final EventLog log = new EventLog(database.engine(), clock);
  final TenantId tenant = database.newTenant();
  final Map<FlowId, FlowDefinition> flows = new ConcurrentHashMap<>();
  final List<RunExecutor> executors = new ArrayList<>();

  /** What the other side answers. */
  Supplier<CallOutcome> http = () -> new CallOutcome.Succeeded(json("{}"));

  /** What {@code run: workflow} starts. */
  Optional<FlowVersionRef> published = Optional.empty();

  @AfterEach
  void close() {
    executors.forEach(executor -> executor.stop(Duration.ofSeconds(1)));
    log.close();
    store.close();
  }

  Appended append(String event) {
    return log.append(List.of(event(tenant, event))).getFirst();
  }

  static NewEvent event(TenantId owner, String text) {
    JsonNode event =
        io.patchbay.flow.syntax.YamlText.read(
                "{specversion: '1.0', source: /test, " + text.substring(1),
                io.patchbay.flow.ParseLimits.STANDARD)
            .root()
            .json();
    return new NewEvent(owner, event, NewEvent.Origin.API, null);
  }

  EventDispatcher dispatcher() {
    return new EventDispatcher(
        database.engine(),
        store,
        new Definitions(),
        clock,
        (t, run) -> executors.forEach(e -> e.wake(run)));
  }

  void executor(String name) {
    RunPorts ports =
        new RunPorts(
            store,
            new Definitions(),
            (t, function, version) -> Optional.empty(),
            call -> fail("no functions here"),
            call -> http.get(),
            (context, call) -> fail("no services here"),
            RunObserver.NONE,
            clock,
            ThreadLocalRandom.current(),
            new FlowEventSink(log, clock));
    RunExecutor executor =
        new RunExecutor(
            ExecutorSettings.forNode(name + tenant)
                .withTimes(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(100)),
            ports);
    executors.add(executor);
    executor.start();
  }

  final class Definitions implements FlowDefinitions {
    @Override
    public Optional<FlowDefinition> find(TenantId owner, FlowVersionRef ref) {
      return Optional.ofNullable(flows.get(ref.flow()));
    }

    @Override
    public Optional<FlowVersionRef> findPublished(
        TenantId owner, String namespace, String name, String version) {
      return published;
    }
  }

  FlowVersionRef flow(String body) {
    FlowId id = new FlowId("f" + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
    if (FlowParser.parse(HEAD + body) instanceof ParseResult.Parsed parsed) {
      flows.put(id, parsed.flow());
      return FlowVersionRef.version(id, 1);
    }
    return fail(FlowParser.parse(HEAD + body).problems().toString());
  }

  RunId start(String body, String input) {
    RunId id = RunId.create(clock.instant(), ThreadLocalRandom.current());
    return store.accept(NewRun.of(tenant, id, flow(body), TriggerKind.API, json(input))).run();
  }

  /** A flow that events start; its output is its input. */
  FlowVersionRef trigger(String schedule) {
    return trigger(schedule, "do: [{s: {set: '${ . }'}}]\n");
  }

  FlowVersionRef trigger(String schedule, String body) {
    FlowVersionRef flow = flow(schedule + body);
    Schedule.On on = (Schedule.On) flows.get(flow.flow()).trigger().schedule();
    database
        .transactions()
        .transact(
            tenant,
            em ->
                em.runWithConnection(
                    (Connection c) -> {
                      execute(
                          c,
                          "insert into flow (tenant_id, id, namespace, name, trigger_kind, draft,"
                              + " draft_sha256, created_at, created_by, updated_at, updated_by)"
                              + " values (?, ?, 'n', ?, 'event', '', '', now(), 't', now(), 't')",
                          tenant.value(),
                          flow.flow().value(),
                          flow.flow().value());
                      execute(
                          c,
                          "insert into event_trigger (tenant_id, flow_id, flow_version, strategy, since)"
                              + " select ?, ?, 1, ?, coalesce((select last_position from event_log"
                              + " where tenant_id = ?), 0)",
                          tenant.value(),
                          flow.flow().value(),
                          on == null ? "" : on.strategy().toString(),
                          tenant.value());
                    }));
    return flow;
  }

  static void execute(Connection connection, String sql, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  List<String> rows(String sql, String... values) {
    return database
        .engine()
        .inTransaction(
            c -> {
              try (PreparedStatement select = c.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                  select.setString(i + 1, values[i]);
                }
                List<String> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    found.add(rows.getString(1));
                  }
                }
                return found;
              }
            });
  }

  List<RunId> runsOf(FlowVersionRef flow) {
    return rows(
            "select id::text from run where tenant_id = ? and flow_id = ?",
            tenant.value(),
            flow.flow().value())
        .stream()
        .map(RunId::parse)
        .toList();
  }

  /** Event and step of each delivery; a run that was started has no step. */
  List<String> deliveries() {
    return rows(
            "select e.id || ':' || d.step_id from event_delivery d join event e"
                + " on e.tenant_id = d.tenant_id and e.position = d.position"
                + " where d.tenant_id = ? order by 1",
            tenant.value())
        .stream()
        .map(row -> row.replace("do.0.", ""))
        .toList();
  }

  int count(String table) {
    return rows("select tenant_id from " + table + " where tenant_id = ?", tenant.value()).size();
  }

  RunState state(RunId run) {
    return store.find(tenant, run).orElseThrow().state();
  }

  JsonNode output(RunId run) {
    until(() -> state(run).isTerminal());
    RunStatus status = store.find(tenant, run).orElseThrow();
    assertEquals(RunState.SUCCEEDED, status.state(), () -> "" + status);
    return status.result().output();
  }

  /** Connections whose commits fail from the given one on. */
  DataSource failingCommit(AtomicInteger commits, int good) {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              assertEquals("getConnection", method.getName());
              Connection real = database.engine().connection();
              return Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (_, call, values) -> {
                    if (call.getName().equals("commit") && commits.incrementAndGet() > good) {
                      throw new SQLException("the node died", "08006");
                    }
                    try {
                      return call.invoke(real, values);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  });
            });
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("It did not come to that in time.");
      }
      Thread.onSpinWait();
    }
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
