package io.patchbay.run.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.run.Accepted;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.NewRun;
import io.patchbay.run.Offer;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.UnwrittenRun;
import io.patchbay.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the contract of the engine does not ask: group commit, fairness, odd values, two nodes. */
class PostgresRunStoreTest {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final FlowVersionRef FLOW = FlowVersionRef.version(new FlowId("flow"), 1);

  private final TestDatabase database = TestDatabase.shared();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
  private final InstantSource clock = now::get;
  private PostgresRunStore store = newStore(100);
  private PostgresRunStore otherNode = newStore(100);
  private TenantId tenant = new TenantId("none");

  private PostgresRunStore newStore(int perTenant) {
    return new PostgresRunStore(database.engine(), clock, perTenant);
  }

  @BeforeEach
  void begin() {
    CleanRuns.in(database);
    tenant = database.newTenant();
  }

  @AfterEach
  void end() {
    store.close();
    otherNode.close();
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.stringNode(value);
  }

  private NewRun run(TenantId owner, JsonNode input) {
    RunId id = RunId.create(clock.instant(), ThreadLocalRandom.current());
    return NewRun.of(owner, id, FLOW, TriggerKind.WEBHOOK, input);
  }

  private JournalEntry entry(long sequence, EntryKind kind, JsonNode output) {
    return new JournalEntry(
        sequence,
        kind,
        "/do/0/step",
        "",
        1,
        "/do/0/step#1",
        "",
        null,
        output,
        null,
        null,
        "key",
        null,
        clock.instant(),
        clock.instant());
  }

  /** The claim finds no room, and runs end before it has taken that in. */
  @Test
  void tenantWhoseRunsEndDuringAClaimIsNotForgotten() throws Exception {
    AtomicReference<Runnable> afterTransaction = new AtomicReference<>(() -> {});
    EngineDatabase engine = database.engine();
    EngineDatabase watched =
        new EngineDatabase(database.app()) {
          @Override
          public <T> T inTransaction(Work<T> work) {
            T result = engine.inTransaction(work);
            afterTransaction.getAndSet(() -> {}).run();
            return result;
          }
        };
    AtomicInteger signals = new AtomicInteger();
    try (PostgresRunStore small = new PostgresRunStore(watched, engine, clock, 2)) {
      for (int i = 0; i < 6; i++) {
        small.accept(run(tenant, text("x")));
      }
      List<ClaimedRun> held = small.claim("a", 100, LEASE);
      assertEquals(2, held.size());
      afterTransaction.set(() -> finish(small, held.getFirst()));
      assertEquals(List.of(), small.claim("a", 100, LEASE));
      small.onClaimable(signals::incrementAndGet);
      finish(small, held.getLast());
      assertTrue(signals.get() > 0, "the room that is free now is told to the executor");
    }
  }

  private static void finish(PostgresRunStore store, ClaimedRun run) {
    try {
      store.finish(run.lease(), List.of(), RunResult.succeeded(text("y")));
    } catch (LeaseLost e) {
      throw new IllegalStateException(e);
    }
  }

  /** What else changes the row of a run: its lease is renewed, somebody wants it cancelled. */
  @Test
  void theEndsOfManyRunsThatChangeInTheSameMomentAreAllKept() throws Exception {
    for (int i = 0; i < 20; i++) {
      store.accept(run(tenant, text("x")));
    }
    List<ClaimedRun> held = store.claim("a", 100, LEASE);
    List<ClaimedRun> first = held.subList(0, 1);
    List<ClaimedRun> others = held.subList(1, held.size());
    CountDownLatch letFirst = new CountDownLatch(1);
    CountDownLatch letOthers = new CountDownLatch(1);
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      done.add(threads.submit(() -> touch(first, letFirst)));
      done.add(threads.submit(() -> touch(others, letOthers)));
      await("select count(*) from pg_stat_activity where state = 'idle in transaction'", 2);
      done.add(threads.submit(() -> finish(store, first.getFirst())));
      await("select count(*) from pg_locks where not granted", 1);
      others.forEach(run -> done.add(threads.submit(() -> finish(store, run))));
      while (store.queuedWrites() < others.size()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      letFirst.countDown();
      done.get(0).get();
      done.get(2).get();
      await("select count(*) from pg_locks where not granted", 1);
      letOthers.countDown();
      for (Future<?> one : done) {
        one.get();
      }
    }
    for (ClaimedRun run : held) {
      assertEquals(RunState.SUCCEEDED, store.find(tenant, run.lease().run()).orElseThrow().state());
    }
  }

  private void touch(List<ClaimedRun> runs, CountDownLatch end) {
    database
        .engine()
        .transact(
            connection -> {
              for (ClaimedRun run : runs) {
                try (PreparedStatement update =
                    connection.prepareStatement("update run set business_key = 'b' where id = ?")) {
                  update.setObject(1, run.lease().run().value());
                  update.executeUpdate();
                }
              }
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void await(String count, int wanted) throws InterruptedException {
    int found = -1;
    for (int i = 0; found < wanted; i++) {
      assertTrue(i < 1_000, count);
      TimeUnit.MILLISECONDS.sleep(5);
      found =
          database
              .engine()
              .inTransaction(
                  connection -> {
                    try (PreparedStatement select = connection.prepareStatement(count);
                        ResultSet rows = select.executeQuery()) {
                      rows.next();
                      return rows.getInt(1);
                    }
                  });
    }
  }

  @Test
  void manyCallersShareCommitsAndEachGetsItsOwnAnswer() throws Exception {
    Set<RunId> ids = new HashSet<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Accepted>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        NewRun run = run(tenant, text("order " + i));
        answers.add(callers.submit(() -> store.accept(run)));
      }
      for (Future<Accepted> answer : answers) {
        assertFalse(answer.get().duplicate());
        ids.add(answer.get().run());
      }
    }
    assertEquals(500, ids.size());
    assertEquals(500, claimAll(store, "a", 100, 5).size());
  }

  private static List<ClaimedRun> claimAll(PostgresRunStore from, String node, int max, int rounds)
      throws LeaseLost {
    List<ClaimedRun> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      List<ClaimedRun> claimed = from.claim(node, max, LEASE);
      all.addAll(claimed);
      for (ClaimedRun run : claimed) {
        from.finish(run.lease(), List.of(), RunResult.succeeded(run.input()));
      }
    }
    return all;
  }

  @Test
  void sameKeyAHundredTimesOnTwoNodesIsOneRun() throws Exception {
    List<Callable<Accepted>> calls =
        IntStream.range(0, 100)
            .<Callable<Accepted>>mapToObj(
                i -> {
                  NewRun run = run(tenant, text("x")).withIdempotencyKey("order-1");
                  return () -> (i % 2 == 0 ? store : otherNode).accept(run);
                })
            .toList();
    Set<RunId> runs = new HashSet<>();
    int fresh = 0;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Accepted> answer : callers.invokeAll(calls)) {
        runs.add(answer.get().run());
        fresh += answer.get().duplicate() ? 0 : 1;
      }
    }
    assertEquals(1, runs.size());
    assertEquals(1, fresh);
    assertEquals(1, store.claim("a", 100, LEASE).size());
  }

  @Test
  void aKeyIsFreeAgainAfterItsLife() {
    RunId first = store.accept(run(tenant, text("x")).withIdempotencyKey("k")).run();
    now.updateAndGet(t -> t.plus(Duration.ofHours(71)));
    assertEquals(first, store.accept(run(tenant, text("x")).withIdempotencyKey("k")).run());
    now.updateAndGet(t -> t.plus(Duration.ofHours(2)));
    assertFalse(store.accept(run(tenant, text("x")).withIdempotencyKey("k")).duplicate());
  }

  @Test
  void theSameKeyOfAnotherTenantIsAnotherRun() {
    store.accept(run(tenant, text("x")).withIdempotencyKey("k"));
    TenantId other = database.newTenant();
    assertFalse(store.accept(run(other, text("x")).withIdempotencyKey("k")).duplicate());
  }

  @Test
  void aTenantWithALongQueueLeavesRoomForTheOthers() {
    for (int i = 0; i < 60; i++) {
      store.accept(run(tenant, text("a" + i)));
    }
    now.updateAndGet(t -> t.plusSeconds(1));
    TenantId small = database.newTenant();
    store.accept(run(small, text("b")));
    List<ClaimedRun> claimed = store.claim("a", 10, LEASE);
    assertEquals(10, claimed.size());
    assertTrue(claimed.stream().anyMatch(r -> r.lease().tenant().equals(small)));
  }

  @Test
  void claimsOfOneTakeTurnsBetweenTenants() {
    TenantId other = database.newTenant();
    for (int i = 0; i < 3; i++) {
      store.accept(run(tenant, text("a" + i)));
      store.accept(run(other, text("b" + i)));
    }
    Set<TenantId> firstTwo =
        IntStream.range(0, 2)
            .mapToObj(i -> store.claim("a", 1, LEASE).getFirst().lease().tenant())
            .collect(Collectors.toSet());
    assertEquals(Set.of(tenant, other), firstTwo);
  }

  @Test
  void aTenantOfTripleWeightStartsThreeTimesAsManyRuns() {
    TenantId heavy = database.newTenant();
    quota(heavy, "weight", 3);
    for (int i = 0; i < 50; i++) {
      store.accept(run(tenant, text("a" + i)));
      store.accept(run(heavy, text("b" + i)));
    }
    List<ClaimedRun> claimed = store.claim("a", 40, LEASE);
    assertEquals(30, claimed.stream().filter(r -> r.lease().tenant().equals(heavy)).count());
  }

  @Test
  void theLimitOfRunningRunsHoldsOverAllNodes() throws Exception {
    quota(tenant, "max_running", 7);
    for (int i = 0; i < 50; i++) {
      store.accept(run(tenant, text("a" + i)));
    }
    List<ClaimedRun> claimed = new ArrayList<>();
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<ClaimedRun>>> claims = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String node = "node-" + i;
        claims.add(
            nodes.submit(
                () -> (node.hashCode() % 2 == 0 ? store : otherNode).claim(node, 3, LEASE)));
      }
      for (Future<List<ClaimedRun>> claim : claims) {
        claimed.addAll(claim.get());
      }
    }
    assertEquals(7, claimed.size());
    store.finish(claimed.getFirst().lease(), List.of(), RunResult.succeeded(text("done")));
    assertEquals(1, store.claim("a", 3, LEASE).size());
  }

  @Test
  void runsOfADeadNodeAreTakenOverByALimitedTenantToo() {
    quota(tenant, "max_running", 2);
    for (int i = 0; i < 4; i++) {
      store.accept(run(tenant, text("a" + i)));
    }
    assertEquals(2, store.claim("dead", 4, LEASE).size());
    now.updateAndGet(t -> t.plus(LEASE).plusSeconds(1));
    assertEquals(2, otherNode.claim("alive", 4, LEASE).size());
  }

  private void quota(TenantId whose, String column, int value) {
    database
        .engine()
        .transact(
            c -> {
              try (var insert =
                  c.prepareStatement(
                      "insert into tenant_quota (tenant_id, " + column + ") values (?, ?)")) {
                insert.setString(1, whose.value());
                insert.setInt(2, value);
                insert.executeUpdate();
              }
            });
  }

  @Test
  void aTenantHoldsNoMoreThanItsShareOfANode() throws Exception {
    PostgresRunStore narrow = newStore(3);
    for (int i = 0; i < 5; i++) {
      narrow.accept(run(tenant, text("a" + i)));
    }
    List<ClaimedRun> held = narrow.claim("a", 10, LEASE);
    assertEquals(3, held.size());
    assertEquals(0, narrow.claim("a", 10, LEASE).size());
    narrow.finish(held.getFirst().lease(), List.of(), RunResult.cancelled());
    assertEquals(1, narrow.claim("a", 10, LEASE).size());
    narrow.close();
  }

  @Test
  void anOldEpochWritesNothingAndTellsSo() throws Exception {
    store.accept(run(tenant, text("x")));
    ClaimedRun old = store.claim("a", 1, LEASE).getFirst();
    now.updateAndGet(t -> t.plusSeconds(11));
    ClaimedRun fresh = otherNode.claim("b", 1, LEASE).getFirst();
    JournalEntry entry = entry(1, EntryKind.STEP_FINISHED, text("late"));
    assertThrows(LeaseLost.class, () -> store.append(old.lease(), List.of(entry)));
    assertThrows(
        LeaseLost.class,
        () -> store.finish(old.lease(), List.of(entry), RunResult.succeeded(text("late"))));
    assertEquals(Set.of(), store.renew("a", List.of(old.lease()), LEASE).held());
    otherNode.append(fresh.lease(), List.of(entry(1, EntryKind.STEP_FINISHED, text("good"))));
    otherNode.release(fresh.lease(), List.of());
    List<JournalEntry> journal = store.claim("a", 1, LEASE).getFirst().journal();
    assertEquals(List.of(text("good")), journal.stream().map(JournalEntry::output).toList());
  }

  @Test
  void aRestartedNodeTakesItsRunsUpAtOnce() throws Exception {
    store.accept(run(tenant, text("x")));
    ClaimedRun before = store.claim("a", 1, LEASE).getFirst();
    store.append(before.lease(), List.of(entry(1, EntryKind.STEP_FINISHED, text("kept"))));
    PostgresRunStore restarted = newStore(100);
    assertEquals(0, restarted.claim("a", 1, LEASE).size());
    assertEquals(1, restarted.reclaim("a"));
    ClaimedRun after = restarted.claim("a", 1, LEASE).getFirst();
    assertEquals(1, after.journal().size());
    assertEquals(1, after.claims());
    restarted.close();
  }

  @Test
  void oddAndLargeValuesComeBackAsTheyWere() throws Exception {
    JsonNode half = text("half a pair: \ud83d, zero: \u0000, all: \ud83d\ude00");
    JsonNode large = text("ö".repeat(100_000));
    store.accept(run(tenant, large));
    store.accept(run(tenant, large));
    List<ClaimedRun> claimed = store.claim("a", 2, LEASE);
    assertEquals(List.of(large, large), claimed.stream().map(ClaimedRun::input).toList());
    ClaimedRun run = claimed.getFirst();
    store.append(
        run.lease(),
        List.of(entry(1, EntryKind.STEP_FINISHED, half), entry(2, EntryKind.STEP_FINISHED, large)));
    store.finish(run.lease(), List.of(), RunResult.succeeded(large));
    store.release(claimed.getLast().lease(), List.of());
    assertEquals(large, store.find(tenant, run.lease().run()).orElseThrow().result().output());
    database
        .engine()
        .transact(
            c -> {
              try (var rows = c.createStatement().executeQuery("select count(*) from payload")) {
                rows.next();
                assertEquals(1, rows.getInt(1));
              }
              assertEquals(
                  List.of(half, large),
                  JournalRows.load(c, tenant.value(), run.lease().run().value()).stream()
                      .map(JournalEntry::output)
                      .toList());
            });
  }

  @Test
  void oneBadWriteOfABatchFailsAlone() throws Exception {
    for (int i = 0; i < 20; i++) {
      store.accept(run(tenant, text("x" + i)));
    }
    List<ClaimedRun> claimed = store.claim("a", 20, LEASE);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ClaimedRun run = claimed.get(i);
        boolean bad = i == 7;
        answers.add(
            writers.submit(
                () -> {
                  if (bad) {
                    store.park(run.lease(), List.of(), RunState.WAITING, Instant.MAX);
                  } else {
                    store.append(run.lease(), List.of(dueAt(clock.instant())));
                  }
                  return true;
                }));
      }
      int failed = 0;
      for (Future<?> answer : answers) {
        try {
          answer.get();
        } catch (ExecutionException e) {
          failed++;
        }
      }
      assertEquals(1, failed);
    }
  }

  private JournalEntry dueAt(Instant at) {
    return new JournalEntry(
        1,
        EntryKind.TIMER_SET,
        "/do/0/wait",
        "",
        1,
        "do.0.wait",
        "wait",
        null,
        null,
        null,
        at,
        null,
        null,
        clock.instant(),
        clock.instant());
  }

  @Test
  void theLedgerCountsWhatTheRunsAre() throws Exception {
    for (int i = 0; i < 7; i++) {
      store.accept(run(tenant, text("x")).withIdempotencyKey("k" + i % 5));
    }
    claimAll(store, "a", 2, 1);
    database
        .engine()
        .transact(
            c -> {
              try (var rows =
                  c.createStatement()
                      .executeQuery(
                          "select (select sum(accepted - removed) from ledger where tenant_id = '"
                              + tenant
                              + "'), (select count(*) from run where tenant_id = '"
                              + tenant
                              + "')")) {
                rows.next();
                assertEquals(5, rows.getInt(1));
                assertEquals(5, rows.getInt(2));
              }
            });
  }

  @Test
  void theEndOfAChildWakesItsParent() throws Exception {
    RunId parent = store.accept(run(tenant, text("parent"))).run();
    ClaimedRun claimed = store.claim("a", 1, LEASE).getFirst();
    store.accept(
        run(tenant, text("child")).withParent(new NewRun.Parent(parent, "/do/0/sub#1", 1)));
    store.park(claimed.lease(), List.of(), RunState.WAITING, null);
    ClaimedRun child = store.claim("a", 5, LEASE).getFirst();
    assertEquals(parent, child.parent().run());
    store.finish(child.lease(), List.of(), RunResult.succeeded(text("done")));
    assertEquals(parent, store.claim("a", 5, LEASE).getFirst().lease().run());
  }

  @Test
  void anExpressRunIsWrittenWholeAndOnlyOnce() {
    NewRun run = run(tenant, text("in"));
    UnwrittenRun unwritten = store.unwritten(RunAcceptance.Request.of(run), "a").orElseThrow();
    assertTrue(store.find(tenant, run.id()).isEmpty());
    List<JournalEntry> entries = List.of(entry(1, EntryKind.STEP_FINISHED, text("out")));
    unwritten.writeEnded(entries, RunResult.succeeded(text("out")));
    unwritten.writeEnded(entries, RunResult.succeeded(text("out")));
    assertEquals(text("out"), store.find(tenant, run.id()).orElseThrow().result().output());
    assertEquals(entries, journal(run.id()));
    assertEquals(1, count("select coalesce(sum(accepted), 0) from ledger where tenant_id = ?"));
    assertTrue(store.claim("b", 10, LEASE).isEmpty());
  }

  @Test
  void anExpressRunThatIsPutOnDiskIsHeldLikeAnyOther() throws Exception {
    NewRun run = run(tenant, text("in"));
    UnwrittenRun unwritten = store.unwritten(RunAcceptance.Request.of(run), "a").orElseThrow();
    unwritten.write(new Offer("a", LEASE));
    unwritten.write(new Offer("a", LEASE));
    assertEquals(RunState.RUNNING, store.find(tenant, run.id()).orElseThrow().state());
    store.park(unwritten.claimed().lease(), List.of(), RunState.WAITING, clock.instant());
    ClaimedRun again = otherNode.claim("b", 10, LEASE).getFirst();
    assertEquals(run.id(), again.lease().run());
    assertEquals(2, again.lease().epoch());
  }

  @Test
  void aRunWithAKeyIsOnDiskBeforeItBegins() {
    NewRun keyed = run(tenant, text("in")).withIdempotencyKey("k");
    assertTrue(store.unwritten(RunAcceptance.Request.of(keyed), "a").isEmpty());
  }

  @Test
  void aTenantAtItsLimitQueuesAndWhatIsQueuedGoesFirst() throws Exception {
    try (PostgresRunStore small = newStore(1)) {
      Offer offer = new Offer("a", LEASE);
      Lease first = small.accept(run(tenant, text("1")), offer).claimed().lease();
      NewRun second = run(tenant, text("2"));
      assertNull(small.accept(second, offer).claimed());
      small.finish(first, List.of(), RunResult.succeeded(text("done")));
      now.set(now.get().plusMillis(5));
      assertNull(small.accept(run(tenant, text("3")), offer).claimed());
      assertEquals(second.id(), small.claim("a", 5, LEASE).getFirst().lease().run());
    }
  }

  @Test
  void journalsOfAnOlderReleaseAreReadWithWhatIsWrittenNow() throws Exception {
    ClaimedRun claimed = store.accept(run(tenant, text("x")), new Offer("a", LEASE)).claimed();
    JournalEntry old = entry(1, EntryKind.STEP_FINISHED, text("old"));
    database
        .engine()
        .transact(
            c -> {
              try (var insert =
                  c.prepareStatement(
                      "insert into journal (tenant_id, run_id, sequence, kind, reference,"
                          + " iteration, attempt, step_id, detail, output, idempotency_key,"
                          + " started_at, at) values (?, ?, 1, 'STEP_FINISHED', '/do/0/step', '',"
                          + " 1, '/do/0/step#1', '', '\"old\"', 'key', ?, ?)")) {
                insert.setString(1, tenant.value());
                insert.setObject(2, claimed.lease().run().value());
                insert.setObject(3, Rows.timestamp(old.at()));
                insert.setObject(4, Rows.timestamp(old.at()));
                insert.executeUpdate();
              }
            });
    JournalEntry fresh = entry(2, EntryKind.STEP_FINISHED, text("new"));
    store.append(claimed.lease(), List.of(fresh));
    assertEquals(List.of(old, fresh), journal(claimed.lease().run()));
  }

  @Test
  void largeValuesOfOneWriteAreKeptOnce() throws Exception {
    ClaimedRun claimed = store.accept(run(tenant, text("x")), new Offer("a", LEASE)).claimed();
    JsonNode large = text("y".repeat(20_000));
    List<JournalEntry> entries =
        List.of(entry(1, EntryKind.STEP_FINISHED, large), entry(2, EntryKind.STEP_FINISHED, large));
    store.append(claimed.lease(), entries);
    assertEquals(entries, journal(claimed.lease().run()));
    assertEquals(1, count("select count(*) from payload where tenant_id = ?"));
    assertEquals(
        0, count("select count(*) from journal where length(entries) > 9000 and tenant_id = ?"));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 20_000})
  void inputOfARunIsKeptOnceInItsRow(int length) throws Exception {
    JsonNode input = text("in".repeat(length / 2));
    RunId run = store.accept(run(tenant, input), new Offer("a", LEASE)).accepted().run();
    JournalEntry started = withInput(entry(1, EntryKind.RUN_STARTED, text("other")), input);
    JournalEntry step = withInput(entry(2, EntryKind.STEP_FINISHED, input), input);
    JournalEntry last = entry(3, EntryKind.STEP_FINISHED, input);
    Lease lease = new Lease(tenant, run, "a", 1);
    store.append(lease, List.of(started, step));
    store.append(lease, List.of(last));
    assertEquals(List.of(started, step, last), journal(run));
    assertEquals(
        1,
        count("select count(*) from journal where entries like '%inin%' and tenant_id = ?")
            + count("select count(*) from payload where tenant_id = ?"));
    now.set(now.get().plus(LEASE).plusSeconds(1));
    ClaimedRun again = otherNode.claim("b", 1, LEASE).getFirst();
    assertEquals(List.of(started, step, last), again.journal(), "another node reads the same");
  }

  @Test
  void inputOfARunThatIsWrittenAsAWholeIsReadBack() throws Exception {
    JsonNode input = text("input");
    NewRun run = run(tenant, input);
    JournalEntry started = withInput(entry(1, EntryKind.RUN_STARTED, text("other")), input);
    JournalEntry ended = entry(2, EntryKind.RUN_FINISHED, input);
    store
        .unwritten(RunAcceptance.Request.of(run), "a")
        .orElseThrow()
        .writeEnded(List.of(started, ended), RunResult.succeeded(input));
    assertEquals(List.of(started, ended), journal(run.id()));
  }

  private static JournalEntry withInput(JournalEntry e, JsonNode input) {
    return new JournalEntry(
        e.sequence(),
        e.kind(),
        e.reference(),
        e.iteration(),
        e.attempt(),
        e.stepId(),
        e.detail(),
        input,
        e.output(),
        e.error(),
        e.dueAt(),
        e.idempotencyKey(),
        e.effect(),
        e.startedAt(),
        e.at());
  }

  private List<JournalEntry> journal(RunId run) {
    return database.engine().inTransaction(c -> JournalRows.load(c, tenant.value(), run.value()));
  }

  private int count(String sql) {
    return database
        .engine()
        .inTransaction(
            c -> {
              try (var select = c.prepareStatement(sql)) {
                select.setString(1, tenant.value());
                try (var rows = select.executeQuery()) {
                  rows.next();
                  return rows.getInt(1);
                }
              }
            });
  }
}
