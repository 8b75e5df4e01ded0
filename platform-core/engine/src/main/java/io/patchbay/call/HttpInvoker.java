package io.patchbay.call;

/**
 * Sends the language's {@code call: http}. Called on a virtual thread of the call's own; may block.
 */
public interface HttpInvoker {
  /**
   * Returns by the deadline of the call's context. A status outside 200–299 (outside 200–399 when
   * redirects are followed) is {@code Failed} with a communication error that carries the status.
   *
   * @throws InterruptedException the run was cancelled or the branch lost its race
   */
  CallOutcome exchange(HttpCall call) throws InterruptedException;
}
