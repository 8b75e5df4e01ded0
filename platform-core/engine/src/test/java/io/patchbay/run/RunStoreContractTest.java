package io.patchbay.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every {@link RunStore} keeps to. Other runs may be in the store; only own ones are judged.
 */
public abstract class RunStoreContractTest {
  protected static final Duration LEASE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TenantId tenant = new TenantId("unset");
  private FlowVersionRef flow = FlowVersionRef.version(new FlowId("unset"), 1);

  /** The store under test; the same data for the whole test method. */
  protected abstract RunStore store();

  /** A tenant that exists and has no runs. */
  protected abstract TenantId newTenant();

  /** A flow of the tenant with a version 1. */
  protected abstract FlowVersionRef newFlow(TenantId owner);

  @BeforeEach
  void makeTenantAndFlow() {
    tenant = newTenant();
    flow = newFlow(tenant);
  }

  @Test
  void acceptedRunIsQueuedAndCanBeClaimedOnce() {
    RunId run = accept("{\"n\": 1}");
    assertEquals(RunState.QUEUED, state(run));
    ClaimedRun claimed = claim(run);
    assertEquals(RunState.RUNNING, state(run));
    assertEquals(json("{\"n\": 1}"), claimed.input());
    assertEquals(flow, claimed.flow());
    assertEquals(TriggerKind.WEBHOOK, claimed.trigger());
    assertEquals(List.of(), claimed.journal());
    assertEquals(1, claimed.claims());
    assertFalse(find(store().claim("other", 100, LEASE), run).isPresent());
  }

  @Test
  void runThatIsOfferedANodeIsHeldFromTheStart() throws Exception {
    NewRun run = newRun("{\"n\": 1}");
    ClaimedRun claimed = held(run, LEASE);
    assertEquals(new Lease(tenant, run.id(), "node", 1), claimed.lease());
    assertEquals(json("{\"n\": 1}"), claimed.input());
    assertEquals(1, claimed.claims());
    assertEquals(RunState.RUNNING, state(run.id()));
    assertFalse(find(store().claim("other", 100, LEASE), run.id()).isPresent());
    assertTrue(store().renew("node", List.of(claimed.lease()), LEASE).held().contains(run.id()));
    store().append(claimed.lease(), List.of(entry(1, EntryKind.RUN_STARTED)));
    store().finish(claimed.lease(), List.of(), RunResult.succeeded(json("1")));
    assertEquals(RunState.SUCCEEDED, state(run.id()));
  }

  @Test
  void runWhoseNodeDiesRightAfterItsAcceptanceGoesOnElsewhere() {
    NewRun run = newRun("{\"n\": 1}");
    held(run, Duration.ofMillis(1));
    ClaimedRun again = claim(run.id());
    assertEquals(2, again.lease().epoch());
    assertEquals(2, again.claims());
    assertEquals(json("{\"n\": 1}"), again.input());
    assertEquals(List.of(), again.journal());
  }

  @Test
  void claimOfARunThatWroteSomethingDoesNotCountAsIdle() throws Exception {
    NewRun run = newRun("{}");
    ClaimedRun first = held(run, Duration.ofMillis(1));
    store().append(first.lease(), List.of(entry(1, EntryKind.RUN_STARTED)));
    assertEquals(1, claim(run.id(), Duration.ofMillis(1)).claims());
    assertEquals(2, claim(run.id()).claims());
  }

  @Test
  void duplicateIsNeverHeld() {
    store().accept(newRun("{}").withIdempotencyKey("order-1"));
    Intake again =
        store().accept(newRun("{}").withIdempotencyKey("order-1"), new Offer("node", LEASE));
    assertTrue(again.accepted().duplicate());
    assertNull(again.claimed());
  }

  @Test
  void runDoesNotBeginBeforeOthersOfItsTenantThatWaitLonger() {
    RunId first = accept("{}");
    Intake later = store().accept(newRun("{}"), new Offer("node", LEASE));
    assertNull(later.claimed());
    assertEquals(RunState.QUEUED, state(later.accepted().run()));
    claim(first);
  }

  private ClaimedRun held(NewRun run, Duration lease) {
    ClaimedRun claimed = store().accept(run, new Offer("node", lease)).claimed();
    assertNotNull(claimed);
    return claimed;
  }

  @Test
  void sameIdempotencyKeyIsTheSameRunWithinTheFlow() {
    NewRun first = newRun("{}").withIdempotencyKey("order-1");
    Accepted accepted = store().accept(first);
    Accepted again = store().accept(newRun("{}").withIdempotencyKey("order-1"));
    assertEquals(new Accepted(first.id(), false), accepted);
    assertEquals(new Accepted(first.id(), true), again);
    assertFalse(store().accept(newRun("{}").withIdempotencyKey("order-2")).duplicate());
    assertFalse(store().accept(newRun("{}")).duplicate());
  }

  @Test
  void sameIdempotencyKeyOfAnotherTenantIsAnotherRun() {
    store().accept(newRun("{}").withIdempotencyKey("k"));
    TenantId other = newTenant();
    NewRun theirs =
        NewRun.of(other, newId(), newFlow(other), TriggerKind.API, json("{}"))
            .withIdempotencyKey("k");
    assertFalse(store().accept(theirs).duplicate());
  }

  @Test
  void journalComesBackAsItWasWritten() throws Exception {
    RunId run = accept("{}");
    ClaimedRun claimed = claim(run);
    JournalEntry full =
        new JournalEntry(
            1,
            EntryKind.STEP_STARTED,
            "/do/0/charge",
            "3.0",
            2,
            "do.0.charge:3.0~2",
            "pay.charge:1.0.0",
            json("{\"a\": [1, 2.5, \"ü\", null, true], \"big\": 12345678901234567890}"),
            json("null"),
            new io.patchbay.flow.FlowError("urn:x", 503, "/do/0", "title", null),
            now(),
            "key",
            EffectKind.KEYED,
            now(),
            now());
    store().append(claimed.lease(), List.of(full));
    JournalEntry plain = entry(2, EntryKind.STEP_FINISHED);
    store().release(claimed.lease(), List.of(plain));
    assertEquals(List.of(full, plain), claim(run).journal());
  }

  @Test
  void appendCanBeRepeated() throws Exception {
    RunId run = accept("{}");
    Lease lease = claim(run).lease();
    List<JournalEntry> entries = List.of(entry(1, EntryKind.RUN_STARTED));
    store().append(lease, entries);
    store().append(lease, entries);
    store().append(lease, List.of(entry(1, EntryKind.RUN_STARTED), entry(2, EntryKind.DECIDED)));
    store().release(lease, List.of());
    assertEquals(2, claim(run).journal().size());
  }

  @Test
  void everyWriteUnderAnOldLeaseIsRefusedAndChangesNothing() throws Exception {
    RunId run = accept("{}");
    Lease old = claim(run, Duration.ofMillis(1)).lease();
    Lease current = claim(run).lease();
    assertNotEquals(old.epoch(), current.epoch());
    List<JournalEntry> entries = List.of(entry(1, EntryKind.RUN_STARTED));
    assertThrows(LeaseLost.class, () -> store().append(old, entries));
    assertThrows(LeaseLost.class, () -> store().park(old, entries, RunState.WAITING, now()));
    assertThrows(LeaseLost.class, () -> store().release(old, entries));
    assertThrows(
        LeaseLost.class, () -> store().finish(old, entries, RunResult.succeeded(json("1"))));
    assertEquals(Set.of(), store().renew("node", List.of(old), LEASE).held());
    assertEquals(RunState.RUNNING, state(run));
    store().release(current, List.of());
    assertEquals(List.of(), claim(run).journal());
  }

  @Test
  void claimsWithoutProgressAreCounted() throws Exception {
    RunId run = accept("{}");
    claim(run, Duration.ofMillis(1));
    ClaimedRun second = claim(run, Duration.ofMillis(1));
    assertEquals(2, second.claims());
    ClaimedRun third = claim(run);
    assertEquals(3, third.claims());
    store().append(third.lease(), List.of(entry(1, EntryKind.RUN_STARTED)));
    store().release(third.lease(), List.of());
    assertEquals(1, claim(run).claims());
  }

  @Test
  void parkedRunWakesAtItsTimeAndNotBefore() throws Exception {
    RunId run = accept("{}");
    store().park(claim(run).lease(), List.of(), RunState.WAITING, now().plusSeconds(3600));
    assertEquals(RunState.WAITING, state(run));
    assertFalse(find(store().claim("node", 100, LEASE), run).isPresent());

    RunId soon = accept("{}");
    store().park(claim(soon).lease(), List.of(), RunState.WAITING, now().plusMillis(50));
    assertEquals(soon, claim(soon).lease().run());
  }

  @Test
  void finishedRunHasItsResultAndIsNeverClaimedAgain() throws Exception {
    RunId run = accept("{}");
    Lease lease = claim(run).lease();
    store()
        .finish(
            lease,
            List.of(entry(1, EntryKind.RUN_FINISHED)),
            RunResult.succeeded(json("{\"ok\": true}")));
    RunStatus status = store().find(tenant, run).orElseThrow();
    assertEquals(RunState.SUCCEEDED, status.state());
    assertEquals(RunResult.succeeded(json("{\"ok\": true}")), status.result());
    assertFalse(find(store().claim("node", 100, LEASE), run).isPresent());
    assertFalse(store().requestCancel(tenant, run));
  }

  @Test
  void replyIsKeptWithTheRun() throws Exception {
    RunId run = accept("{}");
    Lease lease = claim(run).lease();
    JournalEntry replied =
        withOutput(
            entry(1, EntryKind.REPLIED),
            json("{\"status\": 201, \"headers\": {\"X-A\": \"b\"}, \"body\": {\"id\": 7}}"));
    store().append(lease, List.of(replied));
    Reply reply = store().find(tenant, run).orElseThrow().reply();
    assertEquals(new Reply(201, java.util.Map.of("X-A", "b"), json("{\"id\": 7}")), reply);
  }

  @Test
  void cancelReachesRunsInEveryState() throws Exception {
    RunId queued = accept("{}");
    assertTrue(store().requestCancel(tenant, queued));
    assertTrue(claim(queued).cancelRequested());

    RunId running = accept("{}");
    Lease lease = claim(running).lease();
    assertTrue(store().requestCancel(tenant, running));
    Renewal renewal = store().renew("node", List.of(lease), LEASE);
    assertEquals(Set.of(running), renewal.held());
    assertEquals(Set.of(running), renewal.cancelRequested());

    RunId waiting = accept("{}");
    store().park(claim(waiting).lease(), List.of(), RunState.WAITING, now().plusSeconds(3600));
    assertTrue(store().requestCancel(tenant, waiting));
    assertTrue(claim(waiting).cancelRequested());
  }

  @Test
  void cancelThatComesBeforeTheParkIsNotMissed() throws Exception {
    RunId run = accept("{}");
    Lease lease = claim(run).lease();
    store().requestCancel(tenant, run);
    store().park(lease, List.of(), RunState.WAITING, now().plusSeconds(3600));
    assertTrue(claim(run).cancelRequested());
  }

  @Test
  void wokenRunIsClaimableAtOnceAndAWakeBeforeTheParkIsNotMissed() throws Exception {
    RunId run = accept("{}");
    Lease lease = claim(run).lease();
    store().park(lease, List.of(), RunState.WAITING, now().plusSeconds(3600));
    assertTrue(store().wake(tenant, run));
    Lease again = claim(run).lease();
    assertTrue(store().wake(tenant, run));
    store().park(again, List.of(), RunState.WAITING, null);
    Lease last = claim(run).lease();
    store().finish(last, List.of(), RunResult.succeeded(json("1")));
    assertFalse(store().wake(tenant, run), "it has ended");
  }

  @Test
  void settlementReachesTheNextClaimUntilItIsInTheJournal() throws Exception {
    RunId run = accept("{}");
    assertFalse(store().settle(tenant, run, settlement()), "not uncertain");
    Lease lease = claim(run).lease();
    store().park(lease, List.of(entry(1, EntryKind.UNCERTAIN)), RunState.UNCERTAIN, null);
    assertFalse(find(store().claim("node", 100, LEASE), run).isPresent());
    assertTrue(store().settle(tenant, run, settlement()));
    ClaimedRun claimed = claim(run);
    assertEquals(List.of(settlement()), claimed.settlements());
    store().append(claimed.lease(), List.of(entry(2, EntryKind.SETTLED)));
    store().release(claimed.lease(), List.of());
    assertEquals(List.of(), claim(run).settlements());
  }

  @Test
  void signalWakesTheRunAndIsKeptUntilItIsInTheJournal() throws Exception {
    RunId run = accept("{}");
    store().park(claim(run).lease(), List.of(awaited(1)), RunState.WAITING, null);
    assertTrue(store().signal(tenant, run, signal("b")));
    assertTrue(store().signal(tenant, run, signal("a")));
    assertTrue(store().signal(tenant, run, signal("b")), "the same again is no error");
    Lease lost = claim(run, Duration.ofMillis(1)).lease();
    assertEquals(List.of(signal("b"), signal("a")), store().signals(lost), "in order of arrival");
    Lease lease = claim(run).lease();
    assertEquals(2, store().signals(lease).size(), "a node that died took nothing with it");
    store().append(lease, List.of(signalled(2, "b")));
    assertEquals(List.of(signal("a")), store().signals(lease));
    assertTrue(store().signal(tenant, run, signal("b")));
    assertEquals(List.of(signal("a")), store().signals(lease), "what was taken does not come back");
    store().append(lease, List.of(entry(3, EntryKind.AWAIT_ENDED)));
    assertEquals(List.of(), store().signals(lease), "nobody waits any more");
    store().finish(lease, List.of(), RunResult.cancelled());
    assertFalse(store().signal(tenant, run, signal("late")));
  }

  @Test
  void signalThatComesBeforeTheParkIsNotMissed() throws Exception {
    RunId run = accept("{}");
    Lease lease = claim(run).lease();
    assertTrue(store().signal(tenant, run, signal("a")));
    store().park(lease, List.of(awaited(1)), RunState.WAITING, null);
    assertEquals(List.of(signal("a")), store().signals(claim(run).lease()));
  }

  @Test
  void signalOfAnotherTenantIsRefused() throws Exception {
    RunId run = accept("{}");
    assertFalse(store().signal(newTenant(), run, signal("a")));
    assertFalse(store().signal(tenant, newId(), signal("a")));
    assertEquals(List.of(), store().signals(claim(run).lease()));
  }

  @Test
  void uncertainRunWithAWakeUpTimeIsClaimedThen() throws Exception {
    RunId run = accept("{}");
    List<JournalEntry> entries = List.of(entry(1, EntryKind.UNCERTAIN));
    store().park(claim(run).lease(), entries, RunState.UNCERTAIN, now().plusMillis(50));
    assertEquals(RunState.UNCERTAIN, state(run));
    assertEquals(run, claim(run).lease().run());
  }

  @Test
  void endOfAChildWakesItsParent() throws Exception {
    RunId parent = accept("{}");
    Lease parentLease = claim(parent).lease();
    NewRun child = newRun("{}").withParent(new NewRun.Parent(parent, "do.0.call", 1));
    store().accept(child);
    store().park(parentLease, List.of(), RunState.WAITING, null);
    ClaimedRun claimedChild = claim(child.id());
    assertEquals(new NewRun.Parent(parent, "do.0.call", 1), claimedChild.parent());
    assertEquals(RunState.WAITING, state(parent));
    store().finish(claimedChild.lease(), List.of(), RunResult.succeeded(json("1")));
    assertEquals(parent, claim(parent).lease().run());
  }

  @Test
  void endOfAChildThatComesBeforeTheParkIsNotMissed() throws Exception {
    RunId parent = accept("{}");
    Lease parentLease = claim(parent).lease();
    NewRun child = newRun("{}").withParent(new NewRun.Parent(parent, "do.0.call", 1));
    store().accept(child);
    store().finish(claim(child.id()).lease(), List.of(), RunResult.succeeded(json("1")));
    store().park(parentLease, List.of(), RunState.WAITING, null);
    assertEquals(parent, claim(parent).lease().run());
  }

  @Test
  void runsOfAnotherTenantAreNotFound() {
    RunId run = accept("{}");
    TenantId other = newTenant();
    assertEquals(Optional.empty(), store().find(other, run));
    assertFalse(store().requestCancel(other, run));
    assertFalse(store().wake(other, run));
    assertFalse(store().settle(other, run, settlement()));
    assertEquals(Optional.empty(), store().find(tenant, newId()));
  }

  @Test
  void claimTakesFromEveryTenantBeforeItTakesMoreFromOne() {
    drainQueue();
    for (int i = 0; i < 20; i++) {
      accept("{}");
    }
    TenantId other = newTenant();
    NewRun late = NewRun.of(other, newId(), newFlow(other), TriggerKind.API, json("{}"));
    store().accept(late);
    assertTrue(find(store().claim("node", 4, LEASE), late.id()).isPresent());
  }

  @Test
  void neverClaimsMoreThanAskedFor() {
    for (int i = 0; i < 5; i++) {
      accept("{}");
    }
    assertTrue(store().claim("node", 2, LEASE).size() <= 2);
  }

  @Test
  void concurrentClaimsShareRunsWithoutOverlap() throws Exception {
    Set<RunId> mine = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      mine.add(accept("{}"));
    }
    List<RunId> claimed = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    List<Thread> threads = new java.util.ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String node = "node-" + t;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 40; i++) {
                      store().claim(node, 3, LEASE).forEach(c -> claimed.add(c.lease().run()));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<RunId> own = claimed.stream().filter(mine::contains).toList();
    assertEquals(own.size(), new HashSet<>(own).size(), "a run was claimed twice");
    assertEquals(mine, new HashSet<>(own));
  }

  @Test
  void listenerHearsOfAcceptedRuns() {
    AtomicInteger heard = new AtomicInteger();
    store().onClaimable(heard::incrementAndGet);
    accept("{}");
    Instant end = Instant.now().plusSeconds(5);
    while (heard.get() == 0 && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertTrue(heard.get() > 0);
  }

  private static Signal signal(String id) {
    return new Signal("do.0.send", id, json("{\"id\": \"" + id + "\"}"));
  }

  private static JournalEntry awaited(long sequence) {
    return entry(sequence, EntryKind.AWAITED);
  }

  private static JournalEntry signalled(long sequence, String id) {
    JournalEntry e = entry(sequence, EntryKind.SIGNALLED);
    return new JournalEntry(
        sequence,
        e.kind(),
        e.reference(),
        e.iteration(),
        e.attempt(),
        e.stepId(),
        id,
        null,
        json("{}"),
        null,
        null,
        null,
        null,
        e.startedAt(),
        e.at());
  }

  private static Settlement settlement() {
    return new Settlement(
        "do.0.send", new CallOutcome.Succeeded(json("{\"id\": 1}")), "ann@example.com");
  }

  private RunId accept(String input) {
    return store().accept(newRun(input)).run();
  }

  private NewRun newRun(String input) {
    return NewRun.of(tenant, newId(), flow, TriggerKind.WEBHOOK, json(input));
  }

  private static RunId newId() {
    return RunId.create(Instant.now(), ThreadLocalRandom.current());
  }

  private RunState state(RunId run) {
    return store().find(tenant, run).orElseThrow().state();
  }

  private ClaimedRun claim(RunId run) {
    return claim(run, LEASE);
  }

  /** Claims until it gets this run. */
  private ClaimedRun claim(RunId run, Duration lease) {
    Instant end = Instant.now().plusSeconds(10);
    while (Instant.now().isBefore(end)) {
      Optional<ClaimedRun> found = find(store().claim("node", 100, lease), run);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.onSpinWait();
    }
    return fail("Run " + run + " never became claimable.");
  }

  private void drainQueue() {
    while (!store().claim("drain", 100, LEASE).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private static Optional<ClaimedRun> find(List<ClaimedRun> claimed, RunId run) {
    return claimed.stream().filter(one -> one.lease().run().equals(run)).findFirst();
  }

  protected static JournalEntry entry(long sequence, EntryKind kind) {
    return new JournalEntry(
        sequence,
        kind,
        "/do/0/send",
        "",
        1,
        "do.0.send",
        "",
        null,
        null,
        null,
        null,
        null,
        null,
        now(),
        now());
  }

  private static JournalEntry withOutput(JournalEntry e, JsonNode output) {
    return new JournalEntry(
        e.sequence(),
        e.kind(),
        e.reference(),
        e.iteration(),
        e.attempt(),
        e.stepId(),
        e.detail(),
        e.input(),
        output,
        e.error(),
        e.dueAt(),
        e.idempotencyKey(),
        e.effect(),
        e.startedAt(),
        e.at());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
