package io.patchbay.run.start;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.platform.metric.Metrics;
import io.patchbay.platform.rest.Problem;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.CleanRuns;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.QueueLengths;
import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is refused before it hurts, and to whom. */
class AdmissionTest {

  private final TestDatabase database = TestDatabase.shared();
  private final PostgresRunStore store =
      new PostgresRunStore(database.engine(), InstantSource.system(), 100);
  private boolean memoryIsShort;
  private final Admission admission =
      new Admission(
          new QueueLengths(database.engine()),
          store,
          new Metrics(),
          new Heap() {
            @Override
            boolean isShort() {
              return memoryIsShort;
            }
          });
  private TenantId tenant = new TenantId("none");

  @BeforeEach
  void begin() {
    CleanRuns.in(database);
    tenant = database.newTenant();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private void queue() {
    store.accept(
        NewRun.of(
            tenant,
            RunId.create(Instant.now(), ThreadLocalRandom.current()),
            FlowVersionRef.version(new FlowId("flow"), 1),
            TriggerKind.API,
            JsonNodeFactory.instance.objectNode()));
  }

  private void mayQueue(int runs) {
    database
        .engine()
        .transact(
            c -> {
              try (var insert =
                  c.prepareStatement(
                      "insert into tenant_quota (tenant_id, max_queued) values (?, ?)")) {
                insert.setString(1, tenant.value());
                insert.setInt(2, runs);
                insert.executeUpdate();
              }
            });
  }

  @Test
  void nodeThatIsShortOfMemoryTakesNothingInUntilItHasSomeAgain() {
    assertDoesNotThrow(() -> admission.check(tenant));
    memoryIsShort = true;
    admission.look();
    Problem busy = assertThrows(Problem.class, () -> admission.check(tenant));
    assertEquals(503, busy.status());
    assertEquals("intake.busy", busy.code());
    assertEquals(OptionalInt.of(5), busy.retryAfterSeconds());
    memoryIsShort = false;
    admission.look();
    assertDoesNotThrow(() -> admission.check(tenant));
  }

  @Test
  void tenantWhoseQueueIsFullWaitsAndOthersDoNot() {
    mayQueue(3);
    admission.check(tenant);
    queue();
    queue();
    admission.countQueues();
    assertDoesNotThrow(() -> admission.check(tenant), "there is room for one");
    Problem full = assertThrows(Problem.class, () -> admission.check(tenant));
    assertEquals(429, full.status());
    assertEquals("tenant.queue-full", full.code());
    assertDoesNotThrow(() -> admission.check(database.newTenant()));
    CleanRuns.in(database);
    admission.countQueues();
    assertDoesNotThrow(() -> admission.check(tenant), "the queue is empty again");
  }
}
