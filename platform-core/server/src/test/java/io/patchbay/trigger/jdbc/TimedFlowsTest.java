package io.patchbay.trigger.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.ParseResult;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.plugin.call.PollInvoker;
import io.patchbay.plugin.call.PollInvoker.Item;
import io.patchbay.plugin.call.PollInvoker.PollCall;
import io.patchbay.plugin.call.PollInvoker.PollOutcome;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Schedules and polls decide by their rows, whoever rings and how often. */
class TimedFlowsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final FlowId FLOW = new FlowId("timed");
  private static final String HEAD =
      "document: {dsl: '1.0.3', namespace: n, name: timed, version: '1.0.0', metadata: {patchbay:"
          + " {trigger: ";
  private static final String SCHEDULED =
      HEAD + "{type: schedule}}}}\nschedule: {every: {minutes: 10}}\ndo: [{a: {set: {b: 1}}}]\n";
  private static final String POLLED =
      HEAD
          + "{type: poll, function: 'crm.changes:1.0.0', connection: crm}}}}\n"
          + "schedule: {every: {minutes: 1}}\ndo: [{a: {set: {b: 1}}}]\n";

  private final TestDatabase database = TestDatabase.shared();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InstantSource clock = now::get;
  private final PostgresRunStore store = new PostgresRunStore(database.engine(), clock, 100);
  private final Firings firings = new Firings(database.engine(), clock);
  private final List<PollCall> polls = new ArrayList<>();
  private final List<PollOutcome> answers = new ArrayList<>();
  private final PollInvoker invoker =
      call -> {
        polls.add(call);
        return answers.removeFirst();
      };

  @AfterEach
  void close() {
    store.close();
  }

  private static FlowDefinitions definitions(String text) {
    FlowDefinition flow =
        switch (FlowParser.parse(text)) {
          case ParseResult.Parsed parsed -> parsed.flow();
          case ParseResult.Invalid invalid ->
              throw new AssertionError(invalid.problems().toString());
        };
    return new FlowDefinitions() {
      @Override
      public Optional<FlowDefinition> find(TenantId tenant, FlowVersionRef ref) {
        return Optional.of(flow);
      }

      @Override
      public Optional<FlowVersionRef> findPublished(
          TenantId tenant, String namespace, String name, String version) {
        return Optional.empty();
      }
    };
  }

  private ScheduledFlows scheduled() {
    return new ScheduledFlows(database.engine(), definitions(SCHEDULED), store, firings, clock);
  }

  private PolledFlows polled() {
    return new PolledFlows(database.engine(), definitions(POLLED), invoker, store, firings, clock);
  }

  /** A tenant with the flow turned on. */
  private TenantId tenantWith(String kind, Instant nextAt) {
    TenantId tenant = database.newTenant();
    database
        .transactions()
        .transact(
            tenant,
            em ->
                em.runWithConnection(
                    (java.sql.Connection c) -> {
                      try (PreparedStatement flow =
                              c.prepareStatement(
                                  "insert into flow (tenant_id, id, namespace, name, trigger_kind, draft,"
                                      + " draft_sha256, created_at, created_by, updated_at, updated_by)"
                                      + " values (?, ?, 'n', 'timed', ?, '', '', now(), 't', now(), 't')");
                          PreparedStatement schedule =
                              c.prepareStatement(
                                  "insert into schedule (tenant_id, flow_id, flow_version, kind, next_at)"
                                      + " values (?, ?, 1, ?, ?)")) {
                        flow.setString(1, tenant.value());
                        flow.setString(2, FLOW.value());
                        flow.setString(3, kind);
                        flow.executeUpdate();
                        schedule.setString(1, tenant.value());
                        schedule.setString(2, FLOW.value());
                        schedule.setString(3, kind);
                        schedule.setObject(4, Rows.timestamp(nextAt));
                        schedule.executeUpdate();
                      }
                    }));
    return tenant;
  }

  private List<String> column(String sql, TenantId tenant) {
    return database
        .engine()
        .inTransaction(
            c -> {
              try (PreparedStatement select = c.prepareStatement(sql)) {
                select.setString(1, tenant.value());
                try (ResultSet rows = select.executeQuery()) {
                  List<String> values = new ArrayList<>();
                  while (rows.next()) {
                    values.add(rows.getString(1));
                  }
                  return values;
                }
              }
            });
  }

  private int runs(TenantId tenant) {
    return column("select id::text from run where tenant_id = ?", tenant).size();
  }

  @Test
  void anAlarmThatRingsTwentyTimesAtOnceFiresOnce() throws Exception {
    TenantId tenant = tenantWith("SCHEDULE", NOON);
    ScheduledFlows flows = scheduled();
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Instant>>> rings = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        rings.add(nodes.submit(() -> flows.ring(tenant, FLOW)));
      }
      for (Future<Optional<Instant>> ring : rings) {
        assertEquals(Optional.of(NOON.plus(Duration.ofMinutes(10))), ring.get());
      }
    }
    assertEquals(1, runs(tenant));
  }

  @Test
  void flowsThatRingTogetherFireEachByItsOwnRow() {
    TenantId due = tenantWith("SCHEDULE", NOON);
    TenantId late = tenantWith("SCHEDULE", NOON.minus(Duration.ofMinutes(15)));
    TenantId early = tenantWith("SCHEDULE", NOON.plusSeconds(30));
    TenantId poll = tenantWith("POLL", NOON);
    TenantId suspended = tenantWith("SCHEDULE", NOON);
    suspend(suspended);
    TenantId gone = database.newTenant();
    ScheduledFlows.Rung rung =
        scheduled()
            .ring(
                Stream.of(due, late, early, poll, suspended, gone)
                    .map(tenant -> new TimedFlow(tenant, FLOW))
                    .toList());
    assertEquals(
        Map.of(
            new TimedFlow(due, FLOW), NOON.plus(Duration.ofMinutes(10)),
            new TimedFlow(late, FLOW), NOON.plus(Duration.ofMinutes(5)),
            new TimedFlow(early, FLOW), NOON.plusSeconds(30),
            new TimedFlow(suspended, FLOW), NOON.plus(Duration.ofMinutes(10))),
        rung.next());
    assertEquals(
        Set.of(new TimedFlow(due, FLOW), new TimedFlow(late, FLOW), new TimedFlow(suspended, FLOW)),
        rung.fired());
    assertEquals(List.of(new TimedFlow(poll, FLOW)), rung.polls());
    assertEquals(
        List.of(1, 1, 0, 0, 0, 0),
        Stream.of(due, late, early, poll, suspended, gone).map(this::runs).toList());
    String decisions = "select decision from firing where tenant_id = ?";
    assertEquals(List.of("accepted"), column(decisions, late));
    assertEquals(List.of("refused"), column(decisions, suspended));
    String lastRun = "select last_run::text from schedule where tenant_id = ?";
    assertEquals(column("select id::text from run where tenant_id = ?", due), column(lastRun, due));
  }

  private void suspend(TenantId tenant) {
    database
        .engine()
        .transact(
            c -> {
              try (PreparedStatement update =
                  c.prepareStatement("update tenant set state = 'suspended' where id = ?")) {
                update.setString(1, tenant.value());
                update.executeUpdate();
              }
            });
  }

  @Test
  void anEarlyAlarmFiresNothing() {
    TenantId tenant = tenantWith("SCHEDULE", NOON.plusSeconds(1));
    assertEquals(Optional.of(NOON.plusSeconds(1)), scheduled().ring(tenant, FLOW));
    assertEquals(0, runs(tenant));
  }

  @Test
  void timesMissedWhileThePlatformWasDownBecomeOneRunThatSaysSo() {
    TenantId tenant = tenantWith("SCHEDULE", NOON.minus(Duration.ofMinutes(35)));
    assertEquals(Optional.of(NOON.plus(Duration.ofMinutes(5))), scheduled().ring(tenant, FLOW));
    assertEquals(1, runs(tenant));
    List<String> reasons = column("select reason from firing where tenant_id = ?", tenant);
    assertTrue(reasons.getFirst().startsWith("3 earlier times"), reasons.toString());
  }

  @Test
  void aTimeThatWasFiredBeforeIsNotFiredAgainWhenTheRowGoesBack() {
    TenantId tenant = tenantWith("SCHEDULE", NOON);
    scheduled().ring(tenant, FLOW);
    database
        .engine()
        .transact(
            c -> {
              ScheduleRow row = ScheduleRow.lock(c, tenant, FLOW).orElseThrow();
              row.update(c, NOON, null, 0);
            });
    scheduled().ring(tenant, FLOW);
    assertEquals(1, runs(tenant));
    assertEquals(
        List.of("accepted", "duplicate"),
        column("select decision from firing where tenant_id = ? order by decision", tenant));
  }

  private static Item item(String key) {
    return new Item(key, JsonNodeFactory.instance.stringNode(key));
  }

  @Test
  void eachNewItemBecomesOneRunAndTheCursorMovesWithThem() throws Exception {
    TenantId tenant = tenantWith("POLL", NOON);
    answers.add(new PollOutcome.Page(List.of(item("a"), item("b")), "cursor-1", true));
    answers.add(new PollOutcome.Page(List.of(item("b"), item("c")), "cursor-2", false));
    assertEquals(Optional.of(NOON.plusSeconds(60)), polled().ring(tenant, FLOW));
    assertEquals(3, runs(tenant));
    assertEquals("cursor-1", polls.get(1).cursor());
    now.set(NOON.plusSeconds(60));
    answers.add(new PollOutcome.Page(List.of(item("c")), "cursor-3", false));
    polled().ring(tenant, FLOW);
    assertEquals(3, runs(tenant));
    assertEquals(
        List.of("cursor-3"), column("select cursor from poll_cursor where tenant_id = ?", tenant));
  }

  @Test
  void aPollThatFailsWaitsLongerEachTimeAndSaysWhy() throws Exception {
    TenantId tenant = tenantWith("POLL", NOON);
    FlowError down = FlowError.of(ErrorType.COMMUNICATION, 503, "The CRM is down.", null);
    answers.add(new PollOutcome.Failed(down, RetryFacts.RETRYABLE));
    assertEquals(Optional.of(NOON.plusSeconds(60)), polled().ring(tenant, FLOW));
    now.set(NOON.plusSeconds(60));
    answers.add(new PollOutcome.Failed(down, RetryFacts.after(Duration.ofMinutes(30))));
    assertEquals(Optional.of(NOON.plusSeconds(60 + 1_800)), polled().ring(tenant, FLOW));
    List<String> reasons = column("select reason from firing where tenant_id = ?", tenant);
    assertEquals(2, reasons.size());
    assertTrue(reasons.getFirst().contains("The CRM is down"), reasons.toString());
  }

  @Test
  void twoNodesThatAreRungAtOnceAskTheThirdPartyOnce() throws Exception {
    TenantId tenant = tenantWith("POLL", NOON);
    answers.add(new PollOutcome.Page(List.of(), "cursor", false));
    PolledFlows flows = polled();
    flows.ring(tenant, FLOW);
    flows.ring(tenant, FLOW);
    assertEquals(1, polls.size());
  }
}
