package io.patchbay.event.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.patchbay.call.CallOutcome;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Schedule;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events from the log to the runs that they start and wake, on PostgreSQL. */
class EventFlowsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HEAD =
      "document: {dsl: '1.0.3', namespace: test, name: flow, version: '1.0.0'}\n";
  private static final String LISTEN =
      "do: [{w: {listen: {to: {one: {with: {type: paid}, correlate: {o: {from: .data.order,"
          + " expect: '${ .order }'}}}}}}}]\n";

  private final TestDatabase database = TestDatabase.shared();
  private final InstantSource clock = InstantSource.system();
  private final PostgresRunStore store = new PostgresRunStore(database.engine(), clock, 1_000);
  private final EventLog log = new EventLog(database.engine(), clock);
  private final TenantId tenant = database.newTenant();
  private final Map<FlowId, FlowDefinition> flows = new ConcurrentHashMap<>();
  private final List<RunExecutor> executors = new ArrayList<>();

  @AfterEach
  void close() {
    executors.forEach(executor -> executor.stop(Duration.ofSeconds(1)));
    log.close();
    store.close();
  }

  @Test
  void sameSourceAndIdIsTheSameEvent() {
    Appended first = append("{id: 'a', type: 'x', data: 1}");
    assertEquals(new Appended(first.position(), true), append("{id: 'a', type: 'y', data: 2}"));
    assertFalse(append("{id: 'b', type: 'x'}").duplicate());
    TenantId other = database.newTenant();
    assertFalse(log.append(List.of(event(other, "{id: 'a', type: 'x'}"))).getFirst().duplicate());
  }

  @Test
  void readerWithACursorMissesNothingWhileManyAppendAtOnce() throws Exception {
    EventLog second = new EventLog(database.engine(), clock);
    Set<Long> appended = ConcurrentHashMap.newKeySet();
    List<Thread> writers = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      EventLog mine = t % 2 == 0 ? log : second;
      int thread = t;
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 50; i++) {
                      String id = thread + "-" + i;
                      appended.add(
                          mine.append(List.of(event(tenant, "{id: '" + id + "', type: 'x'}")))
                              .getFirst()
                              .position());
                    }
                  }));
    }
    Set<Long> read = new HashSet<>();
    long cursor = 0;
    while (writers.stream().anyMatch(Thread::isAlive)) {
      cursor = read(cursor, read);
    }
    for (Thread writer : writers) {
      writer.join();
    }
    read(cursor, read);
    second.close();
    assertEquals(400, appended.size());
    assertEquals(appended, read);
  }

  private long read(long cursor, Set<Long> read) {
    List<EventRows.Logged> events =
        database.engine().inTransaction(c -> EventRows.after(c, tenant.value(), cursor, 1_000));
    events.forEach(event -> read.add(event.position()));
    return events.isEmpty() ? cursor : events.getLast().position();
  }

  @Test
  void listeningRunIsWokenByTheEventThatCorrelates() {
    executor("a");
    RunId run = start(LISTEN, "{\"order\": \"A-2\"}");
    until(() -> state(run) == RunState.WAITING);
    append("{id: '1', type: 'paid', data: {order: 'A-1'}}");
    append("{id: '2', type: 'made', data: {order: 'A-2'}}");
    append("{id: '3', type: 'paid', data: {order: 'A-2', n: 3}}");
    append("{id: '4', type: 'paid', data: {order: 'A-2', n: 4}}");
    dispatcher().dispatchAll();
    assertEquals(json("[{\"order\": \"A-2\", \"n\": 3}]"), output(run));
    assertEquals(List.of("3:w"), deliveries());
    assertEquals(0, count("event_subscription"));
    assertEquals(0, count("event_interest"));
    assertEquals(0, count("signal"));
  }

  @Test
  void eventBetweenAcceptAndListenIsNotLostAndOneFromBeforeIsNotSeen() {
    append("{id: '0', type: 'paid', data: {order: 'A', n: 0}}");
    RunId run = start(LISTEN, "{\"order\": \"A\"}");
    append("{id: '1', type: 'paid', data: {order: 'A', n: 1}}");
    dispatcher().dispatchAll();
    executor("a");
    until(() -> state(run) == RunState.WAITING);
    assertEquals(1, count("event_subscription"));
    dispatcher().dispatchAll();
    assertEquals(json("[{\"order\": \"A\", \"n\": 1}]"), output(run));
  }

  @Test
  void dispatcherThatDiesBeforeItsCommitHasDoneNothingAndTheNextDoesItOnce() {
    executor("a");
    RunId run = start(LISTEN, "{\"order\": \"A\"}");
    FlowVersionRef started = trigger("schedule: {on: {one: {with: {type: paid}}}}\n");
    until(() -> state(run) == RunState.WAITING);
    append("{id: '1', type: 'paid', data: {order: 'A'}}");
    AtomicInteger commits = new AtomicInteger();
    EngineDatabase dying = new EngineDatabase(failingCommit(commits, 1));
    EventDispatcher first =
        new EventDispatcher(dying, store, new Definitions(), clock, (t, r) -> {});
    assertThrows(DatabaseException.class, first::dispatchAll);
    assertTrue(commits.get() > 1, "it came as far as the commit");
    assertEquals(List.of(), deliveries());
    assertEquals(RunState.WAITING, state(run));
    dispatcher().dispatchAll();
    dispatcher().dispatchAll();
    output(run);
    assertEquals(1, runsOf(started).size());
    assertEquals(2, deliveries().size());
  }

  @Test
  void manyDispatchersHandOutEachEventOnce() throws Exception {
    executor("a");
    RunId run =
        start(
            "do: [{w: {listen: {to: {any: [{with: {type: n}}], until: 'length == 60'}}}}]\n", "{}");
    FlowVersionRef started = trigger("schedule: {on: {one: {with: {type: n}}}}\n");
    List<EventDispatcher> dispatchers = List.of(dispatcher(), dispatcher(), dispatcher());
    dispatchers.forEach(EventDispatcher::start);
    for (int i = 0; i < 60; i++) {
      append("{id: '" + i + "', type: 'n', data: " + i + "}");
      dispatchers.get(i % 3).wake();
    }
    JsonNode output = output(run);
    for (int i = 0; i < 60; i++) {
      assertEquals(i, output.get(i).asInt(), "in the order of the log");
    }
    until(() -> runsOf(started).size() == 60);
    dispatchers.forEach(EventDispatcher::stop);
    assertEquals(60, runsOf(started).size());
  }

  @Test
  void setOfEventsStartsAFlowWhenItIsComplete() {
    FlowVersionRef flow =
        trigger(
            "schedule: {on: {all: [{with: {type: t}, correlate: {room: {from: .room}}},"
                + " {with: {type: h}, correlate: {room: {from: .room}}}]}}\n");
    append("{id: '1', type: 't', room: 'r1', data: 1}");
    append("{id: '2', type: 't', room: 'r2', data: 2}");
    dispatcher().dispatchAll();
    assertEquals(0, runsOf(flow).size());
    append("{id: '3', type: 'h', room: 'r2', data: 3}");
    dispatcher().dispatchAll();
    dispatcher().dispatchAll();
    assertEquals(1, runsOf(flow).size());
    executor("a");
    JsonNode input = output(runsOf(flow).getFirst());
    assertEquals(
        List.of(2, 3), List.of(input.get(0).get("data").asInt(), input.get(1).get("data").asInt()));
    assertEquals(1, count("event_gathered"), "the first room still waits");
  }

  @Test
  void eventFromBeforeTheFlowWasTurnedOnDoesNotStartIt() {
    append("{id: '1', type: 'x'}");
    FlowVersionRef flow = trigger("schedule: {on: {one: {with: {type: x}}}}\n");
    dispatcher().dispatchAll();
    assertEquals(0, runsOf(flow).size());
  }

  @Test
  void emittedEventIsInTheLogOnceAndWakesAnotherRun() {
    executor("a");
    RunId listener = start("do: [{w: {listen: {to: {one: {with: {type: hello}}}}}}]\n", "{}");
    until(() -> state(listener) == RunState.WAITING);
    RunId emitter =
        start("do: [{e: {emit: {event: {with: {type: hello, data: {n: 1}}}}}}]\n", "{}");
    output(emitter);
    dispatcher().dispatchAll();
    assertEquals(json("[{\"n\": 1}]"), output(listener));
    assertEquals(1, count("event"));
  }

  @Test
  void failureOfOneFlowStartsAnotherAndItsOwnFailureDoesNot() {
    executor("a");
    String broken = "do: [{b: {raise: {error: {type: 'https://e/x', status: 500, title: T}}}}]\n";
    EventDispatcher dispatcher = dispatcher();
    dispatcher.dispatchAll();
    RunId unheard = start(broken, "{}");
    until(() -> state(unheard) == RunState.FAILED);
    FlowVersionRef handler =
        trigger(
            "schedule: {on: {one: {with: {type: io.serverlessworkflow.workflow.faulted.v1}}}}\n",
            broken);
    dispatcher.dispatchAll();
    RunId failed = start(broken, "{}");
    until(() -> state(failed) == RunState.FAILED);
    output(start("do: [{s: {set: {a: 1}}}]\n", "{}"));
    for (int i = 0; i < 3; i++) {
      dispatcher.dispatchAll();
      until(() -> runsOf(handler).stream().allMatch(run -> state(run).isTerminal()));
    }
    assertEquals(1, runsOf(handler).size(), "neither the one before nor its own failure counts");
    assertEquals(1, count("event"));
    assertEquals(0, count("lifecycle_notice"));
    JsonNode data =
        JSON.readTree(
                rows("select content from event where tenant_id = ?", tenant.value()).getFirst())
            .get("data");
    assertEquals("T", data.at("/error/title").asString());
    assertEquals(failed.toString(), data.get("run").asString());
    assertEquals("flow", data.at("/definition/name").asString());
  }

  @Test
  void largeEventsGoByReference() {
    executor("a");
    RunId run = start("do: [{w: {listen: {to: {one: {with: {type: big}}}}}}]\n", "{}");
    until(() -> state(run) == RunState.WAITING);
    append("{id: '1', type: 'big', data: '" + "x".repeat(50_000) + "'}");
    dispatcher().dispatchAll();
    assertEquals(50_000, output(run).get(0).stringValue().length());
    assertTrue(count("payload") > 0);
  }

  @Test
  void tenantsDoNotHearEachOther() {
    executor("a");
    RunId run = start("do: [{w: {listen: {to: {any: []}}}}]\n", "{}");
    until(() -> state(run) == RunState.WAITING);
    log.append(List.of(event(database.newTenant(), "{id: '1', type: 'x'}")));
    dispatcher().dispatchAll();
    assertEquals(RunState.WAITING, state(run));
    assertEquals(List.of(), deliveries());
  }

  private Appended append(String event) {
    return log.append(List.of(event(tenant, event))).getFirst();
  }

  private static NewEvent event(TenantId owner, String text) {
    JsonNode event =
        io.patchbay.flow.syntax.YamlText.read(
                "{specversion: '1.0', source: /test, " + text.substring(1),
                io.patchbay.flow.ParseLimits.STANDARD)
            .root()
            .json();
    return new NewEvent(owner, event, NewEvent.Origin.API, null);
  }

  private EventDispatcher dispatcher() {
    return new EventDispatcher(
        database.engine(),
        store,
        new Definitions(),
        clock,
        (t, run) -> executors.forEach(e -> e.wake(run)));
  }

  private void executor(String name) {
    RunPorts ports =
        new RunPorts(
            store,
            new Definitions(),
            (t, function, version) -> Optional.empty(),
            call -> fail("no functions here"),
            call -> new CallOutcome.Succeeded(json("{}")),
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

  private final class Definitions implements FlowDefinitions {
    @Override
    public Optional<FlowDefinition> find(TenantId owner, FlowVersionRef ref) {
      return Optional.ofNullable(flows.get(ref.flow()));
    }

    @Override
    public Optional<FlowVersionRef> findPublished(
        TenantId owner, String namespace, String name, String version) {
      return Optional.empty();
    }
  }

  private FlowVersionRef flow(String body) {
    FlowId id = new FlowId("f" + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
    if (FlowParser.parse(HEAD + body) instanceof ParseResult.Parsed parsed) {
      flows.put(id, parsed.flow());
      return FlowVersionRef.version(id, 1);
    }
    return fail(FlowParser.parse(HEAD + body).problems().toString());
  }

  private RunId start(String body, String input) {
    RunId id = RunId.create(clock.instant(), ThreadLocalRandom.current());
    return store.accept(NewRun.of(tenant, id, flow(body), TriggerKind.API, json(input))).run();
  }

  /** A flow that events start; its output is its input. */
  private FlowVersionRef trigger(String schedule) {
    return trigger(schedule, "do: [{s: {set: '${ . }'}}]\n");
  }

  private FlowVersionRef trigger(String schedule, String body) {
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

  private static void execute(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private List<String> rows(String sql, String... values) {
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

  private List<RunId> runsOf(FlowVersionRef flow) {
    return rows(
            "select id::text from run where tenant_id = ? and flow_id = ?",
            tenant.value(),
            flow.flow().value())
        .stream()
        .map(RunId::parse)
        .toList();
  }

  /** Event and step of each delivery; a run that was started has no step. */
  private List<String> deliveries() {
    return rows(
            "select e.id || ':' || d.step_id from event_delivery d join event e"
                + " on e.tenant_id = d.tenant_id and e.position = d.position"
                + " where d.tenant_id = ? order by 1",
            tenant.value())
        .stream()
        .map(row -> row.replace("do.0.", ""))
        .toList();
  }

  private int count(String table) {
    return rows("select tenant_id from " + table + " where tenant_id = ?", tenant.value()).size();
  }

  private RunState state(RunId run) {
    return store.find(tenant, run).orElseThrow().state();
  }

  private JsonNode output(RunId run) {
    until(() -> state(run).isTerminal());
    RunStatus status = store.find(tenant, run).orElseThrow();
    assertEquals(RunState.SUCCEEDED, status.state(), () -> "" + status);
    return status.result().output();
  }

  /** Connections whose commits fail from the given one on. */
  private DataSource failingCommit(AtomicInteger commits, int good) {
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

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("It did not come to that in time.");
      }
      Thread.onSpinWait();
    }
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
