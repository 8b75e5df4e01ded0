package io.patchbay.deadletter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditKey;
import io.patchbay.audit.AuditTrail;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.LeaseLost;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.view.RunFilter;
import io.patchbay.run.view.RunQueries;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Many dead letters at once: each once, with progress, and back again. */
class LetterJobsTest {

  private static final LetterJob.Selection ALL =
      new LetterJob.Selection(null, null, null, null, null, null);
  private static final Actor ADA = new Actor("ada", "");

  private final TestDatabase database = TestDatabase.start();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final PostgresRunStore store = new PostgresRunStore(database.engine(), now::get, 10_000);
  private final LetterJobs jobs =
      new LetterJobs(
          database.engine(),
          new AuditTrail(new AuditKey(database.config()), database.engine(), now::get),
          now::get);
  private final LetterWorker worker = new LetterWorker(database.engine(), store, now::get);
  private final RunQueries queries = new RunQueries(database.transactions());
  private final TenantId tenant = database.newTenant();

  @BeforeEach
  void makeFlows() {
    for (String flow : List.of("orders", "bills")) {
      database
          .transactions()
          .transact(
              tenant,
              em ->
                  em.createNativeQuery(
                          "insert into flow (tenant_id, id, namespace, name, trigger_kind, draft,"
                              + " draft_sha256, published_version, created_at, created_by,"
                              + " updated_at, updated_by) values (?1, ?2, 'n', ?2, 'webhook', '',"
                              + " '', 7, now(), '', now(), '')")
                      .setParameter(1, tenant.value())
                      .setParameter(2, flow)
                      .executeUpdate());
    }
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void replaysEachOnceWithItsInputAndALinkToTheOldRun() throws LeaseLost {
    List<RunId> failed = fail("orders", 250);
    later();
    LetterJob job = jobs.start(tenant, LetterJob.Action.REPLAY, false, ALL, ADA);
    assertEquals(250, job.total());
    worker.workOff();
    LetterJob ended = jobs.find(tenant, job.id()).orElseThrow();
    assertEquals(LetterJob.State.DONE, ended.state());
    assertEquals(250, ended.done());
    assertEquals(0, letters(null).size());
    List<ClaimedRun> again = store.claim("a", 1_000, Duration.ofMinutes(1));
    assertEquals(250, again.size());
    assertEquals(
        failed.getFirst().toString(),
        queries
            .find(
                tenant,
                again.stream()
                    .filter(r -> r.input().asInt() == 0)
                    .findFirst()
                    .orElseThrow()
                    .lease()
                    .run())
            .orElseThrow()
            .rerunOf());
  }

  @Test
  void aReplayThatFailsAgainIsADeadLetterAgainAndNotReplayedForEver() throws LeaseLost {
    fail("orders", 1);
    later();
    jobs.start(tenant, LetterJob.Action.REPLAY, true, ALL, ADA);
    worker.workOff();
    later();
    failAllQueued();
    worker.workOff();
    assertEquals(1, letters(null).size());
    assertTrue(store.claim("a", 10, Duration.ofMinutes(1)).isEmpty());
  }

  @Test
  void theFilterChoosesAndTheRestStays() throws LeaseLost {
    fail("orders", 3);
    fail("bills", 2);
    later();
    jobs.start(
        tenant,
        LetterJob.Action.DISCARD,
        false,
        new LetterJob.Selection(null, "orders", null, null, null, null),
        ADA);
    worker.workOff();
    assertEquals(0, letters("orders").size());
    assertEquals(2, letters("bills").size());
  }

  @Test
  void whatWasDiscardedComesBack() throws LeaseLost {
    fail("orders", 3);
    later();
    LetterJob discarded = jobs.start(tenant, LetterJob.Action.DISCARD, false, ALL, ADA);
    worker.workOff();
    assertEquals(0, letters(null).size());
    jobs.start(
        tenant,
        LetterJob.Action.RESTORE,
        false,
        new LetterJob.Selection(null, null, null, null, null, discarded.id()),
        ADA);
    worker.workOff();
    assertEquals(3, letters(null).size());
  }

  @Test
  void aCancelledJobStopsAndWhatItDidStays() throws LeaseLost {
    fail("orders", 250);
    later();
    LetterJob job = jobs.start(tenant, LetterJob.Action.DISCARD, false, ALL, ADA);
    assertEquals(100, worker.part());
    assertTrue(jobs.cancel(tenant, job.id(), ADA));
    worker.workOff();
    assertEquals(150, letters(null).size());
    assertFalse(jobs.cancel(tenant, job.id(), ADA));
    assertEquals(100, jobs.find(tenant, job.id()).orElseThrow().done());
  }

  @Test
  void aTenantCannotTouchTheLettersOfAnother() throws LeaseLost {
    List<RunId> mine = fail("orders", 2);
    later();
    TenantId other = database.newTenant();
    List<UUID> ids = mine.stream().map(RunId::value).toList();
    LetterJob job =
        jobs.start(
            other,
            LetterJob.Action.DISCARD,
            false,
            new LetterJob.Selection(ids, null, null, null, null, null),
            ADA);
    worker.workOff();
    assertEquals(0, job.total());
    assertEquals(2, letters(null).size());
    assertTrue(jobs.find(tenant, job.id()).isEmpty());
  }

  private List<?> letters(@org.jspecify.annotations.Nullable String flow) {
    return queries.deadLetters(
        tenant,
        new RunFilter(java.util.Set.of(), flow, null, null, null, null, null),
        new PageRequest(200, null, null));
  }

  private void later() {
    now.updateAndGet(t -> t.plusSeconds(1));
  }

  private List<RunId> fail(String flow, int runs) throws LeaseLost {
    List<RunId> ids = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      RunId id = RunId.create(now.get(), ThreadLocalRandom.current());
      FlowVersionRef ref = FlowVersionRef.version(new FlowId(flow), 1);
      store.accept(
          NewRun.of(tenant, id, ref, TriggerKind.WEBHOOK, JsonNodeFactory.instance.numberNode(i)));
      ids.add(id);
    }
    failAllQueued();
    return ids;
  }

  private void failAllQueued() throws LeaseLost {
    FlowError error = FlowError.of(ErrorType.COMMUNICATION, "The partner is down", "503");
    for (ClaimedRun run : store.claim("a", 10_000, Duration.ofMinutes(1))) {
      store.finish(run.lease(), List.of(), RunResult.failed(error));
    }
  }
}
