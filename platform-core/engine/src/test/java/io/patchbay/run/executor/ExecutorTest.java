package io.patchbay.run.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.call.FunctionCall;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.call.FunctionInvoker;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.ParseResult;
import io.patchbay.run.EntryKind;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.MemoryRunStore;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunObserver;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import io.patchbay.run.Settlement;
import io.patchbay.run.TriggerKind;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs from the queue to their end, on one node or more, with real threads. */
class ExecutorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TenantId TENANT = new TenantId("t1");
  private static final String HEAD =
      "document: {dsl: '1.0.3', namespace: test, name: NAME, version: '1.0.0'}\n";

  /** A lease that does not end while a test runs, however busy the machine is. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private volatile Duration later = Duration.ZERO;
  private final InstantSource clock = () -> Instant.now().plus(later);
  private final MemoryRunStore store = new MemoryRunStore(clock);
  private volatile Optional<CallOutcome> found = Optional.empty();
  private final Map<String, List<JournalEntry>> journalAtCall = new ConcurrentHashMap<>();
  private final Map<String, List<Boolean>> foundAtCall = new ConcurrentHashMap<>();
  private volatile JsonNode answer;
  private volatile Duration askAgain;
  private final List<FunctionCall> lookUps = new CopyOnWriteArrayList<>();
  private final Map<FlowId, FlowDefinition> flows = new ConcurrentHashMap<>();
  private final List<FunctionCall> calls = new CopyOnWriteArrayList<>();
  private final List<RunExecutor> executors = new ArrayList<>();
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void stopAll() {
    goOn.countDown();
    executors.forEach(executor -> executor.stop(Duration.ofSeconds(1)));
  }

  @Test
  void runsAFlowToItsEnd() {
    node("a");
    RunStatus status =
        await(start("order", "do: [{a: {call: 'x.echo:1.0.0@default', with: {n: 1}}}]\n"));
    assertEquals(json("{\"n\": 1}"), status.result() == null ? null : status.result().output());
    assertEquals(TENANT, calls.getFirst().context().tenant());
  }

  @Test
  void syncCallerGetsTheReplyBeforeTheRunEnds() throws Exception {
    RunExecutor node = node("a");
    RunId run =
        start(
            "early",
            """
            do:
              - answer: {call: 'webhook.reply:1.0.0@default', with: {status: 202, body: {ok: true}}}
              - block: {call: 'x.block:1.0.0@default'}
            """);
    RunStatus status = node.awaitReply(TENANT, run, Duration.ofSeconds(10)).orElseThrow();
    assertEquals(202, status.reply() == null ? 0 : status.reply().status());
    assertEquals(RunState.RUNNING, store.find(TENANT, run).orElseThrow().state());
    goOn.countDown();
    assertEquals(RunState.SUCCEEDED, await(run).state());
    assertEquals(
        202, node.awaitReply(TENANT, run, Duration.ofSeconds(1)).orElseThrow().reply().status());
  }

  @Test
  void callerWhoseTimeIsOverGetsNothing() throws Exception {
    RunExecutor node = node("a");
    RunId run = start("slow", "do: [{b: {call: 'x.block:1.0.0@default'}}]\n");
    assertEquals(Optional.empty(), node.awaitReply(TENANT, run, Duration.ofMillis(50)));
    assertEquals(Optional.empty(), node.awaitReply(new TenantId("t2"), run, Duration.ofSeconds(5)));
  }

  @Test
  void longWaitLeavesMemoryAndGoesOn() {
    RunExecutor node = node("a");
    RunId run =
        start("waits", "do: [{w: {wait: {milliseconds: 700}}}, {s: {set: {done: true}}}]\n");
    until(() -> state(run) == RunState.WAITING && node.activeRuns() == 0);
    assertEquals(RunState.SUCCEEDED, await(run).state());
  }

  @Test
  void anotherNodeGoesOnAfterACrashWithTheSameKey() throws Exception {
    RunExecutor first = node("a", LONG);
    RunId run =
        start(
            "crash",
            """
            do:
              - one: {call: 'x.echo:1.0.0@default', with: {n: 1}}
              - two: {call: 'x.block:1.0.0@default', with: {n: 2}}
            """);
    called.await();
    first.kill();
    goOn.countDown();
    later = LONG.plusSeconds(1);
    node("b", LONG);
    assertEquals(RunState.SUCCEEDED, await(run).state());
    List<String> echoes = keys("x.echo");
    List<String> blocks = keys("x.block");
    assertEquals(1, echoes.size(), "a step that ended is not repeated");
    assertEquals(2, blocks.size(), "the step under way is");
    assertEquals(blocks.getFirst(), blocks.getLast());
  }

  @Test
  void branchThatEndedIsOnDiskWhileAnotherIsUnderWay() throws Exception {
    RunExecutor first = node("a", LONG);
    RunId run = start("fan", fan(""));
    called.await();
    until(() -> store.journal(run).stream().anyMatch(this::isEndOfEcho));
    first.kill();
    goOn.countDown();
    later = LONG.plusSeconds(1);
    node("b", LONG);
    assertEquals(RunState.SUCCEEDED, await(run).state());
    assertEquals(1, keys("x.echo").size(), "the branch that ended is not repeated");
  }

  private boolean isEndOfEcho(JournalEntry entry) {
    return entry.kind() == EntryKind.STEP_FINISHED && entry.reference().endsWith("/quick");
  }

  @Test
  void callThatBeginsAgainAfterACrashGetsItsTimeLimitAnew() throws Exception {
    RunExecutor first = node("a");
    RunId run = start("limited", fan(", timeout: {after: {milliseconds: 900}}"));
    called.await();
    first.kill();
    Instant due = Instant.now().plusMillis(1_000);
    until(() -> Instant.now().isAfter(due));
    node("b");
    until(() -> keys("x.block").size() == 2);
    Instant later = Instant.now().plusMillis(200);
    until(() -> Instant.now().isAfter(later));
    goOn.countDown();
    assertEquals(RunState.SUCCEEDED, await(run).state());
  }

  private static String fan(String limit) {
    return """
        do:
          - both:
              fork:
                branches:
                  - quick: {call: 'x.echo:1.0.0@default', with: {n: 1}}
                  - slow: {call: 'x.block:1.0.0@default', with: {n: 2}LIMIT}
        """
        .replace("LIMIT", limit);
  }

  @Test
  void unsafeStepOfACrashedNodeWaitsForAPerson() throws Exception {
    RunExecutor first = node("a", LONG);
    RunId run = start("unsafe", "do: [{send: {call: 'x.unsafe:1.0.0@default'}}]\n");
    called.await();
    first.kill();
    later = LONG.plusSeconds(1);
    node("b", LONG);
    until(() -> state(run) == RunState.UNCERTAIN);
    assertEquals(1, keys("x.unsafe").size());
    JournalEntry last = store.journal(run).getLast();
    assertEquals(EntryKind.UNCERTAIN, last.kind());
    store.settle(
        TENANT,
        run,
        new Settlement(last.stepId(), new CallOutcome.Succeeded(json("{\"sent\": 1}")), "ann"));
    assertEquals(json("{\"sent\": 1}"), await(run).result().output());
    assertEquals(1, keys("x.unsafe").size());
  }

  @Test
  void unsafeStepOfACrashedNodeIsLookedUpAndTheRunGoesOnWithWhatWasFound() throws Exception {
    RunId run = crashInTheMiddleOf("sent");
    found = Optional.of(new CallOutcome.Succeeded(json("{\"sent\": 1}")));
    node("b");
    assertEquals(json("{\"sent\": 1}"), await(run).result().output());
    assertEquals(1, keys("x.unsafe").size());
    FunctionCall asked = lookUps.getFirst();
    assertEquals(calls.getFirst().input(), asked.input());
    assertEquals("crm", asked.connection());
    assertEquals(keys("x.unsafe").getFirst(), asked.context().idempotencyKey());
    JournalEntry settled =
        store.journal(run).stream().filter(e -> e.kind() == EntryKind.SETTLED).findFirst().get();
    assertEquals("look-up", settled.detail());
  }

  @Test
  void lookUpThatCannotSayIsAskedAgainLaterAndAPersonMaySettleMeanwhile() throws Exception {
    RunId run = crashInTheMiddleOf("unsaid");
    found = Optional.of(new CallOutcome.Unknown(FlowError.of(ErrorType.RUNTIME, "No idea", null)));
    node("b");
    until(() -> state(run) == RunState.UNCERTAIN);
    assertEquals(1, lookUps.size());
    later = Duration.ofMinutes(2);
    until(() -> lookUps.size() == 2 && state(run) == RunState.UNCERTAIN);
    String step = store.journal(run).getLast().stepId();
    store.settle(
        TENANT, run, new Settlement(step, new CallOutcome.Succeeded(json("{\"ok\": 1}")), "ann"));
    assertEquals(json("{\"ok\": 1}"), await(run).result().output());
    assertEquals(2, lookUps.size(), "what is settled is not looked up");
    assertEquals(1, keys("x.unsafe").size());
  }

  @Test
  void thatNothingIsFoundCountsOnlyWhenTheCallIsOldEnough() throws Exception {
    RunId run = crashInTheMiddleOf("nothing");
    found =
        Optional.of(
            new CallOutcome.Failed(
                FlowError.of(ErrorType.COMMUNICATION, "It did not happen", null),
                RetryFacts.RETRYABLE));
    node("b");
    until(() -> state(run) == RunState.UNCERTAIN);
    later = Duration.ofMinutes(2);
    RunStatus status = await(run);
    assertEquals(RunState.FAILED, status.state());
    assertEquals("It did not happen", status.result().error().title());
    assertEquals(2, lookUps.size());
    assertEquals(1, keys("x.unsafe").size());
  }

  private RunId crashInTheMiddleOf(String name) throws InterruptedException {
    RunExecutor first = node("a");
    RunId run =
        start(
            name,
            "do: [{send: {call: 'x.unsafe:1.0.0@default', with: {connection: crm, to: ann}}}]\n");
    called.await();
    first.kill();
    return run;
  }

  @Test
  void pendingCallWaitsAsARowAndIsMadeAgainWhenTheRunIsWoken() {
    RunExecutor node = node("a");
    RunId run =
        start(
            "asks", "do: [{ask: {call: 'x.later:1.0.0@default', timeout: {after: {hours: 1}}}}]\n");
    until(() -> state(run) == RunState.WAITING && node.activeRuns() == 0);
    assertTrue(store.wake(TENANT, run), "nothing has changed");
    until(() -> keys("x.later").size() == 2 && state(run) == RunState.WAITING);
    answer = json("{\"decision\": \"approve\"}");
    assertTrue(store.wake(TENANT, run));
    assertEquals(answer, await(run).result().output());
    assertEquals(1, keys("x.later").stream().distinct().count());
    assertEquals(
        1, store.journal(run).stream().filter(e -> e.kind() == EntryKind.STEP_PENDING).count());
  }

  @Test
  void pendingCallIsMadeAgainAtItsTime() {
    node("a");
    askAgain = Duration.ofMillis(400);
    RunId run = start("later", "do: [{ask: {call: 'x.later:1.0.0@default'}}]\n");
    until(() -> keys("x.later").size() >= 3);
    answer = json("1");
    assertEquals(answer, await(run).result().output());
  }

  @Test
  void timeLimitOfAPendingCallGoesOnWhileItWaits() {
    node("a");
    RunId run =
        start(
            "limit",
            "do: [{ask: {call: 'x.later:1.0.0@default', timeout: {after: {minutes: 10}}}}]\n");
    until(() -> state(run) == RunState.WAITING);
    later = Duration.ofMinutes(6);
    store.wake(TENANT, run);
    until(() -> keys("x.later").size() == 2 && state(run) == RunState.WAITING);
    later = Duration.ofMinutes(11);
    store.wake(TENANT, run);
    assertEquals(ErrorType.TIMEOUT.uri(), await(run).result().error().type());
  }

  @Test
  void wakeReachesAPendingCallBesideOneThatIsUnderWay() throws Exception {
    RunExecutor node = node("a");
    RunId run =
        start(
            "beside",
            """
            do:
              - both:
                  fork:
                    branches:
                      - ask: {call: 'x.later:1.0.0@default'}
                      - slow: {call: 'x.block:1.0.0@default'}
            """);
    called.await();
    until(() -> keys("x.later").size() == 1);
    answer = json("1");
    node.wake(run);
    until(() -> store.journal(run).stream().anyMatch(e -> e.kind() == EntryKind.STEP_FINISHED));
    goOn.countDown();
    assertEquals(RunState.SUCCEEDED, await(run).state());
  }

  @Test
  void cancelledRunDoesNotAskAgain() {
    node("a");
    RunId run = start("away", "do: [{ask: {call: 'x.later:1.0.0@default'}}]\n");
    until(() -> state(run) == RunState.WAITING);
    store.requestCancel(TENANT, run);
    assertEquals(RunState.CANCELLED, await(run).state());
    assertFalse(store.wake(TENANT, run));
  }

  @Test
  void stopDrainsAndHandsOver() throws Exception {
    RunExecutor first = node("a");
    RunId run =
        start(
            "drain",
            """
            do:
              - one: {call: 'x.block:1.0.0@default'}
              - two: {call: 'x.unsafe-quick:1.0.0@default', with: {n: 2}}
            """);
    called.await();
    Thread stopper = Thread.ofVirtual().start(() -> first.stop(Duration.ofSeconds(20)));
    goOn.countDown();
    stopper.join();
    assertEquals(0, first.activeRuns());
    assertTrue(state(run) == RunState.QUEUED || state(run) == RunState.SUCCEEDED);
    node("b");
    assertEquals(RunState.SUCCEEDED, await(run).state());
    assertEquals(1, keys("x.block").size());
    assertEquals(1, keys("x.unsafe-quick").size());
  }

  @Test
  void stopWaitsForARunThatIsBeingAcceptedAndHandsItOver() throws Exception {
    RunExecutor first = node("a", LONG);
    NewRun run = newRun(flow("late", "do: [{a: {call: 'x.echo:1.0.0@default', with: {n: 1}}}]\n"));
    Thread acceptance =
        Thread.ofVirtual()
            .start(
                () ->
                    first.accept(
                        offer -> {
                          called.countDown();
                          awaitUninterruptibly(goOn);
                          return store.accept(run, java.util.Objects.requireNonNull(offer));
                        }));
    called.await();
    Thread stop = Thread.ofVirtual().start(() -> first.stop(Duration.ofSeconds(20)));
    assertFalse(stop.join(Duration.ofMillis(300)), "it waits for the acceptance");
    goOn.countDown();
    stop.join();
    acceptance.join();
    assertEquals(0, first.activeRuns());
    assertEquals(RunState.QUEUED, state(run.id()));
    assertEquals(List.of(), keys("x.echo"), "a node that stops begins no call");
    node("b", LONG);
    assertEquals(RunState.SUCCEEDED, await(run.id()).state());
    assertEquals(1, keys("x.echo").size());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void cancelInterruptsTheCall() throws Exception {
    node("a");
    RunId run = start("cancel", "do: [{b: {call: 'x.block:1.0.0@default'}}]\n");
    called.await();
    assertTrue(store.requestCancel(TENANT, run));
    assertEquals(RunState.CANCELLED, await(run).state());
  }

  @Test
  void flowRunsAnotherFlowAndGetsItsOutput() {
    node("a");
    flow("child", "do: [{w: {wait: {milliseconds: 500}}}, {s: {set: '${ {got: .v} }'}}]\n");
    RunId run =
        start(
            "parent",
            "do: [{c: {run: {workflow: {namespace: test, name: child, version: '1.0.0', input: {v: 5}}}}}]\n");
    assertEquals(json("{\"got\": 5}"), await(run).result().output());
    assertEquals(2, store.runs().size(), "the child ran once, though the parent was parked");
  }

  @Test
  void retryRunsAFlowAgainThatFailedAndNotOneThatEndedWell() {
    node("a");
    flow("good", "do: [{s: {set: {ok: true}}}]\n");
    flow(
        "bad",
        """
        do:
          - no: {raise: {error: {type: 'https://example.com/no', status: 503, title: no}}}
        """);
    RunId run =
        start(
            "parent",
            """
            do:
              - both:
                  try:
                    - one: {run: {workflow: {namespace: test, name: good, version: '1.0.0'}}}
                    - two: {run: {workflow: {namespace: test, name: bad, version: '1.0.0'}}}
                  catch: {retry: {delay: {milliseconds: 5}, limit: {attempt: {count: 2}}}}
            """);
    assertEquals(RunState.FAILED, await(run).state());
    assertEquals(5, store.runs().size(), "the parent, the good one once, the bad one three times");
  }

  @Test
  void runThatKeepsDyingIsGivenUp() {
    RunId run = start("poison", "do: [{s: {set: {a: 1}}}]\n");
    for (int i = 0; i < 3; i++) {
      until(() -> !store.claim("dying", 10, Duration.ofMillis(1)).isEmpty());
    }
    node("a");
    RunStatus status = await(run);
    assertEquals(RunState.DEAD, status.state());
    assertTrue(status.result().error().title().contains("died 3 times"));
  }

  @Test
  void flowThatIsGoneEndsItsRunWithAReason() {
    RunId run = start("gone", "do: [{s: {set: {a: 1}}}]\n");
    flows.clear();
    node("a");
    assertEquals(RunState.DEAD, await(run).state());
  }

  @Test
  void callThatMayDependOnTheTimeIsOnDiskBeforeItLeaves() {
    node("a");
    String plain = "do: [{one: {call: 'x.echo:1.0.0@default', with: {n: 1}}}]\n";
    await(start("plain", plain));
    assertEquals(List.of(), journalAtCall.get("x.echo"), "it comes to the same again");
    for (String function : List.of("x.echo", "x.put")) {
      await(start("time", plain.replace("x.echo", function).replace("n: 1", "at: '${ now }'")));
      assertEquals(
          List.of(EntryKind.RUN_STARTED, EntryKind.STEP_STARTED),
          journalAtCall.get(function).stream().map(JournalEntry::kind).toList());
    }
  }

  @Test
  void expressRunsWriteTheirJournalAtTheEnd() throws Exception {
    node("a");
    FlowVersionRef flow =
        flow(
            "fast",
            """
            do:
              - one: {call: 'x.echo:1.0.0@default', with: {n: 1}}
              - two: {call: 'x.block:1.0.0@default'}
            """,
            ", metadata: {patchbay: {durability: express}}");
    RunId run = start(flow);
    called.await();
    assertEquals(List.of(), store.journal(run));
    goOn.countDown();
    await(run);
    assertFalse(store.journal(run).isEmpty());
  }

  @Test
  void expressRunIsOnDiskOnlyAtItsEnd() throws Exception {
    RunExecutor node = node("a", LONG);
    NewRun run =
        express(
            """
            do:
              - one: {call: 'x.echo:1.0.0@default', with: {n: 1}}
              - two: {call: 'x.block:1.0.0@default', with: {n: 2}}
            """);
    assertTrue(node.begin(store.unwritten(run, "a")));
    called.await();
    assertEquals(Optional.empty(), store.find(TENANT, run.id()));
    goOn.countDown();
    assertEquals(RunState.SUCCEEDED, await(run.id()).state());
    assertEquals(EntryKind.RUN_FINISHED, store.journal(run.id()).getLast().kind());
  }

  @Test
  void runOfAWaitingCallerIsOnDiskBeforeItsFirstCall() throws Exception {
    RunExecutor node = node("a", LONG);
    FlowVersionRef flow = flow("asked", "do: [{b: {call: 'x.block:1.0.0@default'}}]\n", "");
    NewRun run = newRun(flow).withReplyWanted();
    assertTrue(node.begin(store.unwritten(run, "a")));
    called.await();
    assertEquals(RunState.RUNNING, store.find(TENANT, run.id()).orElseThrow().state());
    node.kill();
    later = LONG.plusSeconds(1);
    goOn.countDown();
    node("b", LONG);
    assertEquals(RunState.SUCCEEDED, await(run.id()).state(), "it goes on elsewhere after a crash");
    assertEquals(1, keys("x.block").stream().distinct().count());
  }

  @Test
  void runOfAWaitingCallerThatOnlyReadsIsWrittenAtItsEnd() throws Exception {
    RunExecutor node = node("a", LONG);
    FlowVersionRef flow =
        flow("reads", "do: [{a: {call: 'x.read:1.0.0@default'}}, {s: {set: {done: true}}}]\n", "");
    NewRun run = newRun(flow).withReplyWanted();
    assertTrue(node.begin(store.unwritten(run, "a")));
    assertEquals(RunState.SUCCEEDED, await(run.id()).state());
    assertEquals(List.of(false), foundAtCall.get("x.read"), "not on disk while it read");
  }

  @Test
  void slowReadOfARunOfAWaitingCallerShows() throws Exception {
    RunExecutor node = node("a", LONG);
    FlowVersionRef flow = flow("slow", "do: [{a: {call: 'x.read.block:1.0.0@default'}}]\n", "");
    NewRun run = newRun(flow).withReplyWanted();
    assertTrue(node.begin(store.unwritten(run, "a")));
    called.await();
    until(() -> store.find(TENANT, run.id()).isPresent());
    assertEquals(RunState.RUNNING, state(run.id()));
    goOn.countDown();
    assertEquals(RunState.SUCCEEDED, await(run.id()).state());
  }

  @Test
  void runOfAWaitingCallerIsOnDiskBeforeWhatFollowsARead() throws Exception {
    RunExecutor node = node("a", LONG);
    FlowVersionRef flow =
        flow(
            "asks",
            "do: [{a: {call: 'x.read:1.0.0@default'}}, {b: {call: 'x.block:1.0.0@default'}}]\n",
            "");
    NewRun run = newRun(flow).withReplyWanted();
    assertTrue(node.begin(store.unwritten(run, "a")));
    called.await();
    assertEquals(List.of(true), foundAtCall.get("x.block"));
    assertTrue(
        store.journal(run.id()).stream().anyMatch(e -> e.kind() == EntryKind.STEP_FINISHED),
        "what was read is on disk before the call that may be repeated");
    goOn.countDown();
    assertEquals(RunState.SUCCEEDED, await(run.id()).state());
  }

  @Test
  void runThatCallsNobodyIsOverWhenItHasBegun() {
    RunExecutor node = node("a", LONG);
    FlowVersionRef flow = flow("quick", "do: [{s: {set: {done: true}}}]\n", "");
    NewRun run = newRun(flow).withReplyWanted();
    assertTrue(node.begin(store.unwritten(run, "a")));
    assertEquals(RunState.SUCCEEDED, state(run.id()));
    assertEquals(0, node.activeRuns());
    assertEquals(EntryKind.RUN_FINISHED, store.journal(run.id()).getLast().kind());
  }

  @Test
  void expressRunIsOnDiskBeforeACallThatMustNotBeRepeated() throws Exception {
    RunExecutor node = node("a", LONG);
    NewRun run = express("do: [{a: {call: 'x.unsafe:1.0.0@default', with: {n: 1}}}]\n");
    assertTrue(node.begin(store.unwritten(run, "a")));
    called.await();
    assertEquals(RunState.RUNNING, store.find(TENANT, run.id()).orElseThrow().state());
    assertEquals(EntryKind.STEP_STARTED, store.journal(run.id()).getLast().kind());
    goOn.countDown();
    assertEquals(RunState.SUCCEEDED, await(run.id()).state());
  }

  @Test
  void expressRunThatWaitsIsOnDiskAndGoesOn() {
    RunExecutor node = node("a", LONG);
    NewRun run = express("do: [{w: {wait: {milliseconds: 700}}}, {s: {set: {done: true}}}]\n");
    assertTrue(node.begin(store.unwritten(run, "a")));
    until(() -> store.find(TENANT, run.id()).isPresent() && node.activeRuns() == 0);
    assertEquals(RunState.WAITING, state(run.id()));
    assertEquals(RunState.SUCCEEDED, await(run.id()).state());
  }

  @Test
  void expressRunWhoseCallerGetsAReceiptIsOnDiskBeforeThat() throws Exception {
    RunExecutor node = node("a", LONG);
    NewRun run = express("do: [{b: {call: 'x.block:1.0.0@default', with: {n: 2}}}]\n");
    assertTrue(node.begin(store.unwritten(run, "a")));
    called.await();
    assertTrue(node.persist(run.id(), Duration.ofSeconds(5)));
    assertEquals(RunState.RUNNING, store.find(TENANT, run.id()).orElseThrow().state());
    goOn.countDown();
    assertEquals(RunState.SUCCEEDED, await(run.id()).state());
    assertFalse(node.persist(run.id(), Duration.ofSeconds(1)));
  }

  @Test
  void runThatIsAcceptedOnANodeWithRoomBeginsThereWithoutAClaim() throws Exception {
    RunExecutor node = node("a", LONG);
    FlowVersionRef flow = flow("held", "do: [{b: {call: 'x.block:1.0.0@default'}}]\n", "");
    NewRun run = newRun(flow);
    assertFalse(
        node.accept(offer -> store.accept(run, java.util.Objects.requireNonNull(offer)))
            .duplicate());
    called.await();
    node.kill();
    later = LONG.plusSeconds(1);
    goOn.countDown();
    node("b", LONG);
    assertEquals(RunState.SUCCEEDED, await(run.id()).state(), "it goes on elsewhere after a crash");
    assertEquals(1, keys("x.block").stream().distinct().count());
  }

  @Test
  void firstCallNeedsNoWriteOfItsOwnAndTheSecondHasTheFirstOnDisk() throws Exception {
    node("a", LONG);
    RunId run =
        start(
            "two",
            """
            do:
              - one: {call: 'x.echo:1.0.0@default', with: {n: 1}}
              - two: {call: 'x.block:1.0.0@default', with: {n: 2}}
            """);
    called.await();
    assertEquals(
        List.of(
            EntryKind.RUN_STARTED,
            EntryKind.STEP_STARTED,
            EntryKind.STEP_FINISHED,
            EntryKind.STEP_STARTED),
        store.journal(run).stream().map(JournalEntry::kind).toList());
    goOn.countDown();
    await(run);
  }

  private NewRun express(String tasks) {
    return newRun(flow("express", tasks, ", metadata: {patchbay: {durability: express}}"))
        .withReplyWanted();
  }

  @Test
  void manyRunsShareTwoNodes() {
    node("a", LONG);
    node("b", LONG);
    FlowVersionRef flow =
        flow("many", "do: [{a: {call: 'x.echo:1.0.0@default', with: {n: '${ .n }'}}}]\n", "");
    List<RunId> runs = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      runs.add(start(flow));
    }
    runs.forEach(run -> assertEquals(RunState.SUCCEEDED, await(run).state()));
    assertEquals(500, keys("x.echo").stream().distinct().count());
    assertEquals(500, keys("x.echo").size(), "no call twice");
  }

  private List<String> keys(String function) {
    return calls.stream()
        .filter(call -> call.function().equals(function))
        .map(call -> call.context().idempotencyKey())
        .toList();
  }

  private CallOutcome invoke(FunctionCall call) throws InterruptedException {
    journalAtCall.put(call.function(), store.journal(call.context().run()));
    foundAtCall
        .computeIfAbsent(call.function(), f -> new CopyOnWriteArrayList<>())
        .add(store.find(TENANT, call.context().run()).isPresent());
    calls.add(call);
    if (call.function().endsWith(".block") || call.function().equals("x.unsafe")) {
      called.countDown();
      goOn.await();
    }
    if (call.function().equals("x.later")) {
      JsonNode known = answer;
      return known == null
          ? new CallOutcome.Pending(askAgain == null ? null : clock.instant().plus(askAgain))
          : new CallOutcome.Succeeded(known);
    }
    return new CallOutcome.Succeeded(call.input());
  }

  private final class Functions implements FunctionInvoker {
    @Override
    public CallOutcome invoke(FunctionCall call) throws InterruptedException {
      return ExecutorTest.this.invoke(call);
    }

    @Override
    public Optional<CallOutcome> lookUp(FunctionCall call) {
      lookUps.add(call);
      return found;
    }
  }

  private static EffectKind effect(String function) {
    if (function.contains("unsafe")) {
      return EffectKind.UNSAFE;
    }
    if (function.contains("read")) {
      return EffectKind.READ;
    }
    return function.contains("put") ? EffectKind.IDEMPOTENT : EffectKind.KEYED;
  }

  private RunExecutor node(String name) {
    return node(name, Duration.ofMillis(300));
  }

  private RunExecutor node(String name, Duration lease) {
    ExecutorSettings settings =
        ExecutorSettings.forNode(name)
            .withTimes(lease, Duration.ofMillis(50), Duration.ofMillis(100));
    RunPorts ports =
        new RunPorts(
            store,
            new Definitions(),
            (tenant, function, version) ->
                Optional.of(
                    new FunctionDescriptor(
                        function,
                        version,
                        function,
                        effect(function),
                        json("{}"),
                        json("{}"),
                        null)),
            new Functions(),
            call -> new CallOutcome.Succeeded(json("{}")),
            (context, call) -> new CallOutcome.Succeeded(json("{}")),
            RunObserver.NONE,
            clock,
            ThreadLocalRandom.current());
    RunExecutor executor = new RunExecutor(settings, ports);
    executors.add(executor);
    executor.start();
    return executor;
  }

  private final class Definitions implements FlowDefinitions {
    @Override
    public Optional<FlowDefinition> find(TenantId tenant, FlowVersionRef ref) {
      return Optional.ofNullable(flows.get(ref.flow()));
    }

    @Override
    public Optional<FlowVersionRef> findPublished(
        TenantId tenant, String namespace, String name, String version) {
      return flows.containsKey(new FlowId(name))
          ? Optional.of(FlowVersionRef.version(new FlowId(name), 1))
          : Optional.empty();
    }
  }

  private RunId start(String name, String body) {
    return start(flow(name, body));
  }

  private RunId start(FlowVersionRef flow) {
    return store.accept(newRun(flow)).run();
  }

  private static NewRun newRun(FlowVersionRef flow) {
    RunId id = RunId.create(InstantSource.system().instant(), ThreadLocalRandom.current());
    return NewRun.of(TENANT, id, flow, TriggerKind.API, json("{\"n\": 1}"));
  }

  private FlowVersionRef flow(String name, String body) {
    return flow(name, body, "");
  }

  private FlowVersionRef flow(String name, String body, String metadata) {
    String head = HEAD.replace("NAME", name).replace("'1.0.0'", "'1.0.0'" + metadata);
    if (FlowParser.parse(head + body) instanceof ParseResult.Parsed parsed) {
      flows.put(new FlowId(name), parsed.flow());
      return FlowVersionRef.version(new FlowId(name), 1);
    }
    return fail(FlowParser.parse(head + body).problems().toString());
  }

  private RunState state(RunId run) {
    return store.find(TENANT, run).orElseThrow().state();
  }

  private RunStatus await(RunId run) {
    until(() -> store.find(TENANT, run).filter(s -> s.state().isTerminal()).isPresent());
    return store.find(TENANT, run).orElseThrow();
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("It did not come to that in time.");
      }
      LockSupport.parkNanos(500_000);
    }
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
