package io.patchbay.run.executor;

import io.patchbay.call.CallOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What reaches the thread of a run. */
sealed interface Message {
  record Ended(String stepId, CallOutcome outcome) implements Message {}

  /** As {@link io.patchbay.call.FunctionInvoker#lookUp} answers. */
  record LookedUp(String stepId, Optional<CallOutcome> found) implements Message {}

  /** Something that the run waits for may have happened. */
  record Woken() implements Message {}

  record Cancel() implements Message {}

  /** The node stops: come to a point where the run can be left. */
  record Drain() implements Message {}

  /** Put everything so far on disk; whether it is there is told. */
  record Persist(CompletableFuture<Boolean> done) implements Message {}

  /** Stop at once; the run belongs to another node or the node's time is over. */
  record Abandon(boolean release) implements Message {}
}
