package io.patchbay.call;

import java.util.Optional;

/** Calls connector functions. Called on a virtual thread of the call's own; may block. */
public interface FunctionInvoker {
  /**
   * Returns by the deadline of the call's context; every failure is an outcome.
   *
   * @throws InterruptedException the run was cancelled or the branch lost its race
   */
  CallOutcome invoke(FunctionCall call) throws InterruptedException;

  /**
   * Asks how an earlier {@code unsafe} call ended, after a crash for example. Changes nothing.
   * Returns within half a minute, whatever the deadline of the call's context says.
   *
   * @return Succeeded: it took effect; Failed: it is not found; Unknown: it could not be said now;
   *     empty: there is nobody to ask
   */
  default Optional<CallOutcome> lookUp(FunctionCall call) throws InterruptedException {
    return Optional.empty();
  }
}
