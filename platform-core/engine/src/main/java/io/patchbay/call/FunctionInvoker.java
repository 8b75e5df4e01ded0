package io.patchbay.call;

/** Calls connector functions. Called on a virtual thread of the call's own; may block. */
public interface FunctionInvoker {
  /**
   * Returns by the deadline of the call's context; every failure is an outcome.
   *
   * @throws InterruptedException the run was cancelled or the branch lost its race
   */
  CallOutcome invoke(FunctionCall call) throws InterruptedException;
}
