package io.patchbay.run.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.NewRun;
import io.patchbay.run.Offer;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.UnwrittenRun;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The limit of a flow's runs at once, with two nodes on one database. */
class FlowLimitTest {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final FlowVersionRef LIMITED = FlowVersionRef.version(new FlowId("limited"), 1);
  private static final FlowVersionRef FREE = FlowVersionRef.version(new FlowId("free"), 1);
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final TestDatabase database = TestDatabase.shared();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
  private final PostgresRunStore store = new PostgresRunStore(database.engine(), now::get, 100);
  private final PostgresRunStore otherNode = new PostgresRunStore(database.engine(), now::get, 100);
  private TenantId tenant = new TenantId("none");

  @BeforeEach
  void begin() {
    CleanRuns.in(database);
    execute("delete from flow_limit");
    tenant = database.newTenant();
    for (FlowVersionRef flow : List.of(LIMITED, FREE)) {
      execute(
          "insert into flow (tenant_id, id, namespace, name, trigger_kind, draft, draft_sha256,"
              + " created_at, created_by, updated_at, updated_by)"
              + " values (?, ?, 'n', ?, 'person', '', '', now(), 't', now(), 't')",
          tenant.value(),
          flow.flow().value(),
          flow.flow().value());
    }
  }

  @AfterEach
  void end() {
    store.close();
    otherNode.close();
  }

  @Test
  void limitHoldsOverAllNodesHoweverTheRunsComeIn() throws Exception {
    limit(3);
    int all = 120;
    AtomicInteger most = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        PostgresRunStore node = t % 2 == 0 ? store : otherNode;
        String name = "node-" + t;
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < all / 6; i++) {
                    if (i % 2 == 0) {
                      node.accept(run(LIMITED));
                    } else {
                      assertNull(node.accept(run(LIMITED), new Offer(name, LEASE)).claimed());
                    }
                  }
                  while (ended.get() < all) {
                    List<ClaimedRun> claimed = node.claim(name, 5, LEASE);
                    most.accumulateAndGet(running(), Math::max);
                    for (ClaimedRun run : claimed) {
                      node.finish(run.lease(), List.of(), RunResult.succeeded(NOTHING));
                      ended.incrementAndGet();
                    }
                    if (claimed.isEmpty()) {
                      node.signal();
                      Thread.yield();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : work) {
        one.get();
      }
    }
    assertEquals(all, ended.get());
    assertEquals(3, most.get());
  }

  @Test
  void whatALimitedFlowHasWaitingIsNotInTheWayOfOthers() {
    limit(1);
    for (int i = 0; i < 50; i++) {
      store.accept(run(LIMITED));
    }
    assertEquals(1, store.claim("a", 20, LEASE).size());
    NewRun queued = run(FREE);
    store.accept(queued);
    List<ClaimedRun> claimed = store.claim("a", 5, LEASE);
    assertEquals(List.of(queued.id()), claimed.stream().map(r -> r.lease().run()).toList());
    assertNotNull(store.accept(run(FREE), new Offer("a", LEASE)).claimed());
  }

  @Test
  void runThatWaitsLeavesItsPlaceAndComesBackBeforeTheYoungerOnes() throws Exception {
    limit(1);
    NewRun first = run(LIMITED);
    store.accept(first);
    List<RunId> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      now.updateAndGet(t -> t.plusMillis(1));
      NewRun run = run(LIMITED);
      store.accept(run);
      others.add(run.id());
    }
    ClaimedRun held = one();
    assertEquals(first.id(), held.lease().run());
    store.park(held.lease(), List.of(), RunState.WAITING, null);
    ClaimedRun second = one();
    assertEquals(others.get(0), second.lease().run());
    assertTrue(store.wake(tenant, first.id()));
    assertEquals(List.of(), store.claim("a", 5, LEASE), "its place is taken");
    store.finish(second.lease(), List.of(), RunResult.succeeded(NOTHING));
    assertEquals(first.id(), one().lease().run());
  }

  @Test
  void timerOfARunWaitsForAPlace() throws Exception {
    limit(1);
    NewRun first = run(LIMITED);
    store.accept(first);
    store.park(one().lease(), List.of(), RunState.WAITING, now.get().plusSeconds(60));
    store.accept(run(LIMITED));
    ClaimedRun second = one();
    pass(Duration.ofSeconds(61));
    store.renew("a", List.of(second.lease()), LEASE);
    assertEquals(List.of(), otherNode.claim("b", 5, LEASE).stream().filter(this::isNew).toList());
    otherNode.finish(second.lease(), List.of(), RunResult.succeeded(NOTHING));
    assertEquals(first.id(), otherNode.claim("b", 5, LEASE).getFirst().lease().run());
  }

  private boolean isNew(ClaimedRun run) {
    return run.lease().epoch() == 1;
  }

  @Test
  void cancelDoesNotWaitForAPlace() {
    limit(1);
    store.accept(run(LIMITED));
    pass(Duration.ofMillis(5));
    NewRun second = run(LIMITED);
    store.accept(second);
    one();
    store.requestCancel(tenant, second.id());
    ClaimedRun cancelled = one();
    assertEquals(second.id(), cancelled.lease().run());
    assertTrue(cancelled.cancelRequested());
  }

  @Test
  void runOfADeadNodeKeepsItsPlace() throws Exception {
    limit(1);
    store.accept(run(LIMITED));
    store.accept(run(LIMITED));
    ClaimedRun held = one();
    pass(LEASE.plusSeconds(1));
    List<ClaimedRun> taken = otherNode.claim("b", 5, LEASE);
    assertEquals(1, taken.size());
    assertEquals(held.lease().run(), taken.getFirst().lease().run());
    otherNode.release(taken.getFirst().lease(), List.of());
    assertEquals(held.lease().run(), one().lease().run(), "a graceful stop keeps it too");
  }

  @Test
  void limitThatComesAndGoesIsKnownToRunsThatAreOpen() throws LeaseLost {
    for (int i = 0; i < 4; i++) {
      store.accept(run(LIMITED));
    }
    ClaimedRun running = store.claim("a", 1, LEASE).getFirst();
    limit(1);
    pass(Duration.ofMillis(300));
    assertEquals(List.of(), otherNode.claim("b", 5, LEASE));
    store.finish(running.lease(), List.of(), RunResult.succeeded(NOTHING));
    pass(Duration.ofMillis(300));
    assertEquals(1, otherNode.claim("b", 5, LEASE).size());
    execute("update flow_limit set max_running = null, applied = false");
    pass(Duration.ofMillis(300));
    assertEquals(2, otherNode.claim("b", 5, LEASE).size());
    assertEquals(
        0,
        number("select count(*) from run where tenant_id = ? and limited and finished_at is null"));
    assertNotNull(otherNode.accept(run(LIMITED), new Offer("b", LEASE)).claimed());
  }

  @Test
  void runThatBeganInMemoryBeforeTheLimitCameGoesOn() throws Exception {
    NewRun run = run(LIMITED);
    UnwrittenRun unwritten = store.unwritten(RunAcceptance.Request.of(run), "a").orElseThrow();
    limit(1);
    unwritten.write(new Offer("a", LEASE));
    assertEquals(RunState.RUNNING, store.find(tenant, run.id()).orElseThrow().state());
    store.accept(run(LIMITED));
    assertEquals(List.of(), store.claim("a", 5, LEASE), "it counts");
    store.finish(unwritten.claimed().lease(), List.of(), RunResult.succeeded(NOTHING));
    assertEquals(1, store.claim("a", 5, LEASE).size());
  }

  @Test
  void childThatEndsLetsItsParentWaitForItsTurn() throws Exception {
    limit(1);
    NewRun parent = run(LIMITED);
    store.accept(parent);
    ClaimedRun held = one();
    NewRun child = run(FREE).withParent(new NewRun.Parent(parent.id(), "step", 1));
    store.accept(child);
    store.park(held.lease(), List.of(), RunState.WAITING, null);
    store.accept(run(LIMITED));
    List<ClaimedRun> both = store.claim("a", 5, LEASE);
    assertEquals(2, both.size());
    for (ClaimedRun run : both) {
      if (run.lease().run().equals(child.id())) {
        store.finish(run.lease(), List.of(), RunResult.succeeded(NOTHING));
        assertEquals(List.of(), store.claim("a", 5, LEASE), "its place is taken");
      }
    }
    for (ClaimedRun run : both) {
      if (!run.lease().run().equals(child.id())) {
        store.finish(run.lease(), List.of(), RunResult.succeeded(NOTHING));
      }
    }
    assertEquals(parent.id(), one().lease().run());
  }

  private ClaimedRun one() {
    List<ClaimedRun> claimed = store.claim("a", 5, LEASE);
    assertEquals(1, claimed.size());
    return claimed.getFirst();
  }

  private void pass(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  private NewRun run(FlowVersionRef flow) {
    RunId id = RunId.create(now.get(), ThreadLocalRandom.current());
    return NewRun.of(tenant, id, flow, TriggerKind.WEBHOOK, NOTHING);
  }

  private void limit(int most) {
    execute(
        "insert into flow_limit (tenant_id, flow_id, max_running) values (?, ?, " + most + ")",
        tenant.value(),
        LIMITED.flow().value());
  }

  private int running() {
    return number("select count(*) from run where tenant_id = ? and state = 'RUNNING'");
  }

  private int number(String sql) {
    return database
        .engine()
        .inTransaction(
            c -> {
              try (PreparedStatement select = c.prepareStatement(sql)) {
                select.setString(1, tenant.value());
                try (ResultSet rows = select.executeQuery()) {
                  rows.next();
                  return rows.getInt(1);
                }
              }
            });
  }

  private void execute(String sql, String... values) {
    try (Connection connection = database.administrator();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
