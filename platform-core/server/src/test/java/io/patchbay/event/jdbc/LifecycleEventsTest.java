package io.patchbay.event.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import io.patchbay.run.Settlement;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.UnwrittenRun;
import io.patchbay.run.jdbc.RunAcceptance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The lifecycle events of the specification: made of what is committed, each once. */
class LifecycleEventsTest extends EventFlows {
  private static final String[] TASK = {
    "task.created",
    "task.started",
    "task.suspended",
    "task.resumed",
    "task.retried",
    "task.cancelled",
    "task.faulted",
    "task.completed"
  };
  private static final String[] WORKFLOW = {
    "workflow.started",
    "workflow.suspended",
    "workflow.resumed",
    "workflow.correlation-started",
    "workflow.correlation-completed",
    "workflow.cancelled",
    "workflow.faulted",
    "workflow.completed"
  };

  private final EventDispatcher dispatcher = dispatcher();

  @Test
  void everyStepOfALifeIsAnEvent() {
    hear(Stream.concat(Arrays.stream(TASK), Arrays.stream(WORKFLOW)).toArray(String[]::new));
    AtomicInteger calls = new AtomicInteger();
    http =
        () ->
            calls.incrementAndGet() == 1
                ? new CallOutcome.Failed(error("busy"), RetryFacts.RETRYABLE)
                : new CallOutcome.Succeeded(json("{}"));
    executor("a");
    RunId run =
        start(
            """
            do:
              - a: {set: {x: 1}}
              - no: {if: '${ false }', set: {x: 2}}
              - t:
                  try: [{c: {call: http, with: {method: get, endpoint: 'https://e/'}}}]
                  catch: {retry: {delay: {milliseconds: 5}, limit: {attempt: {count: 3}}}}
              - w: {wait: {milliseconds: 5}}
              - f: {fork: {compete: true, branches: [{g: {set: {y: 1}}}, {s: {wait: {hours: 1}}}]}}
              - z: {raise: {error: {type: 'https://e/x', status: 500, title: T}}}
            """,
            "{}");
    until(() -> state(run).isTerminal());
    dispatcher.dispatchAll();
    assertEquals(
        """
        workflow.started
        task.created a
        task.started a
        task.completed a
        task.created t/c
        task.started t/c
        task.faulted t/c
        task.retried t
        task.created t/c
        task.started t/c
        task.completed t/c
        task.created w
        task.started w
        task.completed w
        task.created f/g
        task.started f/g
        task.completed f/g
        task.created f/s
        task.started f/s
        task.created f
        task.started f
        task.cancelled f/s
        task.completed f
        task.created z
        task.started z
        task.faulted z
        workflow.faulted""",
        String.join("\n", told(run)));
    JsonNode second = events(run).get(10).get("data");
    assertEquals(2, second.get("attempt").asInt());
    assertEquals("flow-" + run + ".test", second.get("workflow").asString());
    assertEquals("T", events(run).get(25).at("/data/error/title").asString());
    assertEquals("1.0.0", events(run).get(0).at("/data/definition/version").asString());
    until(
        () -> {
          dispatcher.dispatchAll();
          return count("lifecycle_notice") == 0;
        });
    assertEquals(27, count("event"), "those that heard it tell nothing");
  }

  @Test
  void statusSaysWhereARunAndItsTasksStand() {
    hear("workflow.status-changed", "task.status-changed", "workflow.correlation-started");
    hear("workflow.correlation-completed");
    executor("a");
    RunId run = start(LISTEN, "{\"order\": \"A\"}");
    until(() -> state(run) == RunState.WAITING);
    dispatcher.dispatchAll();
    append("{id: '1', type: 'paid', data: {order: 'A'}}");
    dispatcher.dispatchAll();
    output(run);
    dispatcher.dispatchAll();
    assertEquals(
        List.of(
            "running",
            "pending w",
            "running w",
            "waiting w",
            "workflow.correlation-started",
            "waiting",
            "workflow.correlation-completed",
            "completed w",
            "completed"),
        told(run).stream().map(LifecycleEventsTest::status).toList());
    assertEquals(
        json("{\"o\": \"A\"}"),
        events(run).stream()
            .filter(e -> e.get("type").asString().contains("correlation-completed"))
            .findFirst()
            .orElseThrow()
            .at("/data/correlationKeys"));
  }

  private static String status(String line) {
    return line.replaceAll("^(workflow|task)\\.status-changed ?", "");
  }

  @Test
  void stepThatAPersonMustSettleSuspendsItsRun() {
    hear("workflow.suspended", "workflow.resumed", "task.suspended", "task.resumed");
    http = () -> new CallOutcome.Unknown(error("cut"));
    executor("a");
    RunId run =
        start(
            "do: [{c: {call: http, with: {method: post, endpoint: 'https://e/'},"
                + " metadata: {patchbay: {effect: unsafe}}}}]\n",
            "{}");
    until(() -> state(run) == RunState.UNCERTAIN);
    dispatcher.dispatchAll();
    assertEquals(List.of("task.suspended c", "workflow.suspended"), told(run));
    store.settle(
        tenant, run, new Settlement("do.0.c", new CallOutcome.Succeeded(json("{}")), "somebody"));
    output(run);
    dispatcher.dispatchAll();
    assertEquals(
        List.of("task.suspended c", "workflow.suspended", "workflow.resumed", "task.resumed c"),
        told(run));
  }

  @Test
  void cancelOfARunCancelsItsTasks() {
    hear("task.cancelled", "workflow.cancelled", "workflow.status-changed");
    executor("a");
    RunId run = start("do: [{w: {wait: {hours: 1}}}]\n", "{}");
    until(() -> state(run) == RunState.WAITING);
    store.requestCancel(tenant, run);
    until(() -> state(run).isTerminal());
    dispatcher.dispatchAll();
    assertEquals(
        List.of("running", "waiting", "task.cancelled w", "workflow.cancelled", "cancelled"),
        told(run).stream().map(LifecycleEventsTest::status).toList());
  }

  @Test
  void onlyWhatSomebodyNamesIsNoted() {
    hear("task.faulted");
    executor("a");
    output(start("do: [{a: {wait: {milliseconds: 1}}}]\n", "{}"));
    assertEquals(0, count("lifecycle_notice"));
    RunId failed = start("do: [{a: {set: '${ error }'}}]\n", "{}");
    until(() -> state(failed).isTerminal());
    assertEquals(1, count("lifecycle_notice"));
    dispatcher.dispatchAll();
    assertEquals(List.of("task.faulted a"), told(failed));
  }

  @Test
  void nodeThatDiesWhileItTellsHasToldNothingAndTheNextTellsOnce() {
    hear("task.completed");
    executor("a");
    RunId run = start("do: [{a: {set: {x: 1}}}, {w: {wait: {hours: 1}}}]\n", "{}");
    until(() -> state(run) == RunState.WAITING);
    AtomicInteger commits = new AtomicInteger();
    EventDispatcher dying =
        new EventDispatcher(
            new EngineDatabase(failingCommit(commits, 2)),
            store,
            new Definitions(),
            clock,
            (t, r) -> {});
    assertThrows(DatabaseException.class, dying::dispatchAll);
    assertEquals(3, commits.get(), "it came as far as the commit of the events");
    assertEquals(List.of(), told(run));
    dispatcher.dispatchAll();
    assertEquals(List.of("task.completed a"), told(run));
    // A write whose answer was lost is made again, and noted again.
    database
        .engine()
        .transact(
            c ->
                execute(
                    c,
                    "insert into lifecycle_notice (tenant_id, run_id, first_sequence, last_sequence)"
                        + " select tenant_id, run_id, 1, max(sequence) from journal"
                        + " where tenant_id = ? group by 1, 2",
                    tenant.value()));
    dispatcher.dispatchAll();
    dispatcher().dispatchAll();
    assertEquals(List.of("task.completed a"), told(run));
    assertEquals(0, count("lifecycle_notice"));
  }

  @Test
  void whatIsWrittenWhileADispatcherReadsIsLeftForItsOwnNotice() {
    hear("task.completed");
    executor("a");
    RunId run =
        start(
            "do: [{a: {set: {x: 1}}}, {w: {listen: {to: {one: {with: {type: n}}}}}},"
                + " {b: {set: {x: 2}}}, {v: {wait: {hours: 1}}}]\n",
            "{}");
    until(() -> state(run) == RunState.WAITING);
    String first = noticed(run).getFirst();
    append("{id: '1', type: 'n'}");
    dispatcher.dispatchAll();
    until(() -> !noticed(run).isEmpty());
    String second = noticed(run).getFirst();
    // The notice of the first write comes once more, as if the second were not there yet.
    notice(run, "1", first);
    dispatcher.dispatchAll();
    assertEquals(List.of("task.completed a"), told(run));
    notice(run, String.valueOf(Long.parseLong(first) + 1), second);
    dispatcher.dispatchAll();
    assertEquals(List.of("task.completed a", "task.completed w", "task.completed b"), told(run));
  }

  private List<String> noticed(RunId run) {
    return rows(
        "select last_sequence::text from lifecycle_notice where tenant_id = ? and run_id = ?::uuid"
            + " order by number",
        tenant.value(),
        run.toString());
  }

  /** In place of all that there are. */
  private void notice(RunId run, String from, String to) {
    database
        .engine()
        .transact(
            c -> {
              execute(c, "delete from lifecycle_notice where tenant_id = ?", tenant.value());
              execute(
                  c,
                  "insert into lifecycle_notice (tenant_id, run_id, first_sequence, last_sequence)"
                      + " values (?, ?::uuid, ?::bigint, ?::bigint)",
                  tenant.value(),
                  run.toString(),
                  from,
                  to);
            });
  }

  @Test
  void runsThatWereWrittenWholeTellTheSame() {
    hear("workflow.started", "task.completed", "workflow.completed");
    executor("a");
    FlowVersionRef flow = flow("do: [{a: {set: {x: 1}}}]\n");
    RunId id = RunId.create(clock.instant(), ThreadLocalRandom.current());
    UnwrittenRun run =
        store
            .unwritten(
                RunAcceptance.Request.of(
                    NewRun.of(tenant, id, flow, TriggerKind.API, json("{}")).withReplyWanted()),
                "a" + tenant)
            .orElseThrow();
    assertTrue(executors.getFirst().begin(run));
    until(() -> store.find(tenant, id).isPresent());
    dispatcher.dispatchAll();
    assertEquals(List.of("workflow.started", "task.completed a", "workflow.completed"), told(id));
  }

  @Test
  void manyDispatchersTellEachRunInItsOrder() throws Exception {
    hear("task.started", "task.completed");
    executor("a");
    List<EventDispatcher> dispatchers = List.of(dispatcher(), dispatcher(), dispatcher());
    dispatchers.forEach(EventDispatcher::start);
    String steps =
        Stream.iterate(0, i -> i + 1)
            .limit(20)
            .map(i -> "{s" + i + ": {wait: {milliseconds: 1}}}")
            .collect(Collectors.joining(", ", "do: [", "]\n"));
    RunId run = start(steps, "{}");
    output(run);
    until(() -> count("lifecycle_notice") == 0);
    dispatchers.forEach(EventDispatcher::stop);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      expected.add("task.started s" + i);
      expected.add("task.completed s" + i);
    }
    assertEquals(expected, told(run));
  }

  @Test
  void runThatListensToTasksDoesNotHearItselfForEver() {
    executor("a");
    RunId run =
        start(
            "do: [{w: {listen: {to: {any: [{with: {type: "
                + type("task.started")
                + "}}], until: 'length == 3'}}, foreach: {do: [{s: {set: {x: 1}}}]}}}]\n",
            "{}");
    until(() -> state(run) == RunState.WAITING);
    dispatcher.dispatchAll();
    RunId other = start("do: [{a: {set: {x: 1}}}]\n", "{}");
    output(other);
    for (int i = 0; i < 5; i++) {
      dispatcher.dispatchAll();
    }
    until(() -> count("signal") == 0 || state(run) == RunState.WAITING);
    assertEquals(List.of("task.started a"), told(other));
    assertEquals(List.of(), told(run));
    assertFalse(state(run).isTerminal());
  }

  @Test
  void whatAHandlerStartsIsNotHandledAgain() {
    String broken = "do: [{b: {raise: {error: {type: 'https://e/x', status: 500, title: T}}}}]\n";
    published = java.util.Optional.of(flow(broken));
    executor("a");
    FlowVersionRef handler =
        trigger(
            "schedule: {on: {one: {with: {type: " + type("workflow.faulted") + "}}}}\n",
            "do: [{c: {run: {workflow: {namespace: test, name: child, version: '1.0.0'}}}}]\n");
    dispatcher.dispatchAll();
    RunId failed = start(broken, "{}");
    until(() -> state(failed).isTerminal());
    for (int i = 0; i < 4; i++) {
      dispatcher.dispatchAll();
      until(() -> runsOf(handler).stream().allMatch(run -> state(run).isTerminal()));
    }
    assertEquals(1, runsOf(handler).size());
    assertEquals(1, count("event"));
  }

  /** A flow that starts on these events: somebody listens to them. */
  private void hear(String... names) {
    trigger(
        Arrays.stream(names)
            .map(name -> "{with: {type: " + type(name) + "}}")
            .collect(Collectors.joining(", ", "schedule: {on: {any: [", "]}}\n")));
    dispatcher.dispatchAll();
  }

  private static String type(String name) {
    return "io.serverlessworkflow." + name + ".v1";
  }

  private static FlowError error(String title) {
    return FlowError.of(ErrorType.COMMUNICATION, title, null);
  }

  private List<JsonNode> events(RunId run) {
    return rows(
            "select content from event where tenant_id = ? and source = ? order by position",
            tenant.value(),
            "/patchbay/runs/" + run)
        .stream()
        .map(JSON::readTree)
        .toList();
  }

  /** Type and task of each event of a run, in the order of the log. */
  private List<String> told(RunId run) {
    return events(run).stream()
        .map(
            event ->
                Stream.of(
                        event.get("type").asString().replaceAll("^io.serverlessworkflow.|.v1$", ""),
                        event.at("/data/status").asString(""),
                        event
                            .at("/data/task")
                            .asString("")
                            .replaceAll("/(do|try|fork|branches|[0-9]+)(?=/|$)", "")
                            .replaceFirst("^/", ""))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" ")))
        .toList();
  }
}
