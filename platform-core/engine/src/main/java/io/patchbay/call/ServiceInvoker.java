package io.patchbay.call;

/**
 * Makes calls that a document or a protocol describes. Called on a virtual thread of the call's
 * own; may block.
 */
public interface ServiceInvoker {
  /**
   * Returns by the deadline of the context; every failure is an outcome.
   *
   * @throws InterruptedException the run was cancelled or the branch lost its race
   */
  CallOutcome invoke(CallContext context, ServiceCall call) throws InterruptedException;
}
