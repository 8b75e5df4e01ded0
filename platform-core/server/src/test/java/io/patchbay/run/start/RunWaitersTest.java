package io.patchbay.run.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.Lease;
import io.patchbay.run.MemoryRunStore;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import io.patchbay.run.TriggerKind;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Callers that wait for runs which were not on disk when they began. */
class RunWaitersTest {

  private static final TenantId TENANT = new TenantId("t1");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final MemoryRunStore store = new MemoryRunStore(InstantSource.system());
  private final RunWaiters waiters = new RunWaiters(store);
  private final RunId run = RunId.create(Instant.now(), RandomGenerator.getDefault());

  private Lease claim() {
    return store.claim("a", 1, Duration.ofMinutes(1)).getFirst().lease();
  }

  @Test
  void runThatParkedAndEndedLaterAnswersItsCaller() throws Exception {
    try (RunWaiters.Waiting waiting = waiters.expect(TENANT, run)) {
      store.accept(
          NewRun.of(
              TENANT,
              run,
              FlowVersionRef.version(new FlowId("flow"), 1),
              TriggerKind.WEBHOOK,
              JsonNodeFactory.instance.objectNode()));
      Lease first = claim();
      store.park(first, List.of(), RunState.WAITING, null);
      waiters.parked(first, RunState.WAITING);
      store.wake(TENANT, run);
      RunResult result = RunResult.succeeded(JsonNodeFactory.instance.numberNode(7));
      Lease second = claim();
      store.finish(second, List.of(), result);
      waiters.finished(second, result);
      Optional<RunStatus> status = waiting.await(LONG, s -> s.result() != null, false);
      assertEquals(Optional.of(result), status.map(RunStatus::result));
    }
  }

  @Test
  void runThatIsGivenUpBeforeItIsOnDiskAnswersNothingAtOnce() throws Exception {
    try (RunWaiters.Waiting waiting = waiters.expect(TENANT, run)) {
      waiters.abandoned(new Lease(TENANT, run, "a", 1));
      long begin = System.nanoTime();
      assertEquals(Optional.empty(), waiting.await(LONG, s -> s.result() != null, false));
      assertEquals(true, System.nanoTime() - begin < LONG.toNanos() / 2);
    }
  }
}
