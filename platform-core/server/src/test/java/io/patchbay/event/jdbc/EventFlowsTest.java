package io.patchbay.event.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import io.patchbay.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Events from the log to the runs that they start and wake, on PostgreSQL. */
class EventFlowsTest extends EventFlows {
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
}
