package io.patchbay.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.patchbay.approval.call.ApprovalFunction;
import io.patchbay.approval.jdbc.ApprovalList;
import io.patchbay.approval.jdbc.ApprovalWithdrawals;
import io.patchbay.approval.jdbc.Approvals;
import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditKey;
import io.patchbay.audit.AuditTrail;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.FunctionCall;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.call.FunctionInvoker;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.ParseResult;
import io.patchbay.function.Functions;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.Role;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.run.EntryKind;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.executor.ExecutorSettings;
import io.patchbay.run.executor.RunExecutor;
import io.patchbay.run.executor.RunPorts;
import io.patchbay.run.jdbc.CleanRuns;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.Retention;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.secret.jdbc.JdbcKeysetStore;
import io.patchbay.secret.tink.MasterKey;
import io.patchbay.secret.tink.TinkSecretVault;
import io.patchbay.tenant.TenantId;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs that ask people, on the real store and executor. */
class ApprovalsTest {

  private static final FlowVersionRef FLOW = FlowVersionRef.version(new FlowId("flow"), 1);
  private static final Actor ADA = new Actor("ada", "127.0.0.1");

  private final TestDatabase database = TestDatabase.shared();
  private volatile Duration later = Duration.ZERO;
  private volatile boolean down;
  private final InstantSource clock = () -> Instant.now().plus(later);
  private final PostgresRunStore store = new PostgresRunStore(database.engine(), clock, 100);
  private final Approvals approvals =
      new Approvals(
          new EngineDatabase(breakable()),
          new TinkSecretVault(
              MasterKey.parse(MasterKey.newText(), "test"), new JdbcKeysetStore(database.engine())),
          new AuditTrail(new AuditKey(database.config()), database.engine(), clock),
          store,
          clock);
  private final ApprovalList list = new ApprovalList(database.transactions());
  private TenantId tenant = new TenantId("none");
  private volatile FlowDefinition flow = parse("do: [{s: {set: {a: 1}}}]");
  private RunExecutor node = node();

  @BeforeEach
  void begin() {
    CleanRuns.in(database);
    tenant = database.newTenant();
    node.start();
  }

  @AfterEach
  void end() {
    node.stop(Duration.ofSeconds(1));
    store.close();
  }

  /** The engine's connections, which can be made to fail. */
  private DataSource breakable() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (down) {
                throw new SQLException("the database is away", "08006");
              }
              return database.engine().connection();
            });
  }

  private static FlowDefinition parse(String text) {
    return parse("", text);
  }

  private static FlowDefinition parse(String settings, String text) {
    String document =
        "document: {dsl: '1.0.3', namespace: test, name: asks, version: '1.0.0'" + settings + "}\n";
    return switch (FlowParser.parse(document + text)) {
      case ParseResult.Parsed parsed -> parsed.flow();
      case ParseResult.Invalid rejected -> fail(rejected.problems().toString());
    };
  }

  private RunExecutor node() {
    FunctionInvoker none =
        new FunctionInvoker() {
          @Override
          public CallOutcome invoke(FunctionCall call) {
            return new CallOutcome.Succeeded(call.input());
          }
        };
    Functions functions =
        new Functions(
            ApprovalFunction.all(
                approvals, URI.create("https://patchbay.example/").toString(), clock),
            (t, name, version) -> Optional.<FunctionDescriptor>empty(),
            none);
    FlowDefinitions definitions =
        new FlowDefinitions() {
          @Override
          public Optional<FlowDefinition> find(TenantId owner, FlowVersionRef ref) {
            return Optional.of(flow);
          }

          @Override
          public Optional<FlowVersionRef> findPublished(
              TenantId owner, String namespace, String name, String version) {
            return Optional.empty();
          }
        };
    return new RunExecutor(
        ExecutorSettings.forNode("a")
            .withTimes(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(100)),
        new RunPorts(
            store,
            definitions,
            functions,
            functions,
            call -> new CallOutcome.Succeeded(JsonNodeFactory.instance.nullNode()),
            (context, call) -> new CallOutcome.Succeeded(JsonNodeFactory.instance.nullNode()),
            new ApprovalWithdrawals(approvals),
            clock,
            ThreadLocalRandom.current()));
  }

  private RunId start(String text) {
    flow = parse(text);
    RunId id = RunId.create(clock.instant(), ThreadLocalRandom.current());
    store.accept(
        NewRun.of(tenant, id, FLOW, TriggerKind.API, JsonNodeFactory.instance.objectNode()));
    return id;
  }

  private static void until(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(20);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        fail("it did not happen within 20 seconds");
      }
      Thread.onSpinWait();
    }
  }

  private RunState state(RunId run) {
    return store.find(tenant, run).orElseThrow().state();
  }

  private JsonNode output(RunId run) {
    until(() -> state(run).isTerminal());
    RunStatus status = store.find(tenant, run).orElseThrow();
    assertEquals(RunState.SUCCEEDED, status.state(), String.valueOf(status.result()));
    return status.result().output();
  }

  private List<Approval> open(TenantId of) {
    return list.list(of, true, null, new PageRequest(10, null, null));
  }

  private Approval waiting(RunId run) {
    until(() -> state(run) == RunState.WAITING);
    List<Approval> open = open(tenant);
    assertEquals(1, open.size());
    assertEquals(run, open.getFirst().run());
    return open.getFirst();
  }

  private boolean decide(Approval approval, String choice) {
    boolean done = approvals.decide(approval, new Decision(choice, "ok", "ada", "console", ADA));
    node.wake(approval.run());
    return done;
  }

  @Test
  void runWaitsAsARowUntilSomebodyDecides() {
    RunId run =
        start(
            """
            do:
              - ask:
                  call: approval.request:1.0.0@default
                  with: {title: Refund 120 €, details: {amount: 120}, assignees: [ada, 'role:owner']}
            """);
    Approval approval = waiting(run);
    assertEquals("Refund 120 €", approval.title());
    assertEquals("/do/0/ask", approval.stepId());
    assertTrue(approval.isFor("ada", Role.VIEWER));
    assertTrue(approval.isFor("bob", Role.OWNER));
    assertFalse(approval.isFor("bob", Role.BUILDER));
    assertEquals(1, list.waiting(tenant, List.of("ada")));
    assertEquals(0, list.waiting(tenant, List.of("bob", "role:builder")));
    until(() -> node.activeRuns() == 0);
    assertTrue(decide(approval, "approve"));
    JsonNode output = output(run);
    assertEquals("approve", output.path("decision").asString());
    assertEquals("ok", output.path("comment").asString());
    assertEquals("ada", output.path("by").asString());
    assertFalse(decide(approval, "reject"), "decided once");
    assertEquals(List.of(), open(tenant));
  }

  @Test
  void linkOfAnOpenedApprovalDecidesAndTheRunWaitsForIt() {
    RunId run =
        start(
            """
            do:
              - ask:
                  call: approval.open:1.0.0@default
                  with: {title: Ship it?, choices: [now, later]}
                  export: {as: '${ {link: .link} }'}
              - decision:
                  call: approval.await:1.0.0@default
                  with: {id: '${ .id }'}
              - both: {set: {link: '${ $context.link }', decision: '${ .decision }'}}
            """);
    Approval approval = waiting(run);
    OpaqueToken link = approvals.link(tenant, approval.id()).orElseThrow();
    assertEquals(approval.id(), approvals.find(link).orElseThrow().id());
    assertEquals(Optional.empty(), approvals.find(new OpaqueToken(link.value() + "x")));
    decide(approval, "later");
    JsonNode output = output(run);
    assertEquals("later", output.path("decision").asString());
    assertEquals(
        "https://patchbay.example/approve/" + link.value(), output.path("link").asString());
  }

  @Test
  void othersAreAskedWhenNobodyAnswersAndThenTheDeadlineDecides() {
    RunId run =
        start(
            """
            do:
              - ask:
                  call: approval.request:1.0.0@default
                  with:
                    title: Pay
                    assignees: ada
                    deadline: PT2H
                    atDeadline: reject
                    escalate: {after: PT1H, to: 'role:owner'}
            """);
    Approval approval = waiting(run);
    assertFalse(approval.isFor("bob", Role.OWNER));
    later = Duration.ofMinutes(61);
    until(() -> open(tenant).getFirst().isFor("bob", Role.OWNER));
    assertEquals(1, list.waiting(tenant, List.of("bob", "role:owner")));
    later = Duration.ofMinutes(121);
    JsonNode output = output(run);
    assertEquals("reject", output.path("decision").asString());
    assertEquals("deadline", output.path("via").asString());
    assertTrue(output.path("escalated").asBoolean());
    assertFalse(decide(approval, "approve"), "the deadline has decided");
  }

  @Test
  void deadlineWithoutADecisionFailsTheStep() {
    RunId run =
        start(
            """
            do:
              - ask:
                  try:
                    - ask: {call: 'approval.request:1.0.0@default', with: {title: Pay, deadline: PT1H}}
                  catch: {as: error, do: [{late: {set: {title: '${ $error.title }'}}}]}
            """);
    waiting(run);
    later = Duration.ofMinutes(61);
    assertEquals("Nobody decided 'Pay' in time", output(run).path("title").asString());
  }

  @Test
  void approvalThatItsRunNoLongerWaitsForLeavesTheList() {
    RunId cancelled =
        start("do: [{ask: {call: 'approval.request:1.0.0@default', with: {title: A}}}]");
    Approval approval = waiting(cancelled);
    store.requestCancel(tenant, cancelled);
    until(() -> open(tenant).isEmpty());
    assertEquals(
        Approval.State.WITHDRAWN, approvals.find(tenant, approval.id()).orElseThrow().state());
    RunId late =
        start(
            """
            do:
              - either:
                  try:
                    - ask: {call: 'approval.request:1.0.0@default', with: {title: B}, timeout: {after: PT1H}}
                  catch: {}
              - rest: {wait: {hours: 10}}
            """);
    waiting(late);
    later = Duration.ofMinutes(61);
    until(() -> open(tenant).isEmpty());
    assertEquals(RunState.WAITING, state(late));
  }

  @Test
  void decisionThatCannotBeReadForAMomentIsReadLater() {
    RunId run = start("do: [{ask: {call: 'approval.request:1.0.0@default', with: {title: A}}}]");
    Approval approval = waiting(run);
    until(() -> node.activeRuns() == 0);
    down = true;
    store.wake(tenant, run);
    until(() -> state(run) == RunState.WAITING && node.activeRuns() == 0);
    down = false;
    assertTrue(decide(approval, "approve"));
    assertEquals("approve", output(run).path("decision").asString());
  }

  @Test
  void stepThatFailsTakesItsApprovalBack() {
    RunId run = start("do: [{ask: {call: 'approval.request:1.0.0@default', with: {title: B}}}]");
    Approval approval = waiting(run);
    Instant now = clock.instant();
    JournalEntry failed =
        new JournalEntry(
            9,
            EntryKind.STEP_FAILED,
            approval.stepId(),
            "",
            1,
            "do.0.ask",
            "approval.request:1.0.0",
            null,
            null,
            null,
            null,
            null,
            null,
            now,
            now);
    new ApprovalWithdrawals(approvals).journalled(new Lease(tenant, run, "a", 1), List.of(failed));
    until(() -> open(tenant).isEmpty());
    assertEquals(
        Approval.State.WITHDRAWN, approvals.find(tenant, approval.id()).orElseThrow().state());
  }

  @Test
  void expressRunThatIsNotOnDiskYetAsksAndWaitsAsARow() {
    flow =
        parse(
            ", metadata: {patchbay: {durability: express}}",
            "do: [{ask: {call: 'approval.request:1.0.0@default', with: {title: A}}}]");
    RunId run = RunId.create(clock.instant(), ThreadLocalRandom.current());
    NewRun wanted =
        NewRun.of(tenant, run, FLOW, TriggerKind.WEBHOOK, JsonNodeFactory.instance.objectNode())
            .withReplyWanted();
    assertTrue(node.begin(store.unwritten(RunAcceptance.Request.of(wanted), "a").orElseThrow()));
    until(() -> store.find(tenant, run).isPresent());
    assertTrue(decide(waiting(run), "approve"));
    assertEquals("approve", output(run).path("decision").asString());
  }

  @Test
  void approvalGoesWhenItsRunIsRemovedByAge() {
    RunId run = start("do: [{ask: {call: 'approval.request:1.0.0@default', with: {title: A}}}]");
    Approval approval = waiting(run);
    decide(approval, "approve");
    output(run);
    Retention retention = new Retention(database.engine(), clock);
    Retention.Keeping keeping = new Retention.Keeping(tenant.value(), 30);
    retention.sweep(keeping);
    assertTrue(approvals.find(tenant, approval.id()).isPresent());
    later = Duration.ofDays(60);
    retention.sweep(keeping);
    assertEquals(Optional.empty(), store.find(tenant, run));
    assertEquals(Optional.empty(), approvals.find(tenant, approval.id()));
  }

  @Test
  void whatIsWrongIsSaidAtOnce() {
    RunId run =
        start(
            """
            do:
              - ask:
                  call: approval.request:1.0.0@default
                  with: {title: '', choices: [yes], assignees: ['role:boss'], deadline: soon}
            """);
    until(() -> state(run).isTerminal());
    String detail = store.find(tenant, run).orElseThrow().result().error().detail();
    for (String part : List.of("`title`", "`choices`", "`assignees`", "`deadline`")) {
      assertTrue(detail.contains(part), detail);
    }
  }

  @Test
  void otherTenantSeesNothing() {
    Approval approval =
        waiting(start("do: [{ask: {call: 'approval.request:1.0.0@default', with: {title: A}}}]"));
    TenantId other = database.newTenant();
    assertEquals(List.of(), open(other));
    assertEquals(Optional.empty(), list.find(other, approval.id()));
    assertEquals(Optional.empty(), approvals.find(other, approval.id()));
    assertThrows(RuntimeException.class, () -> approvals.link(other, approval.id()).orElseThrow());
  }
}
