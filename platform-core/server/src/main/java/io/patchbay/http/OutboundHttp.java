package io.patchbay.http;

/**
 * Sends one HTTP request to a system outside the platform.
 *
 * <p>Every address on the way is vetted by {@link EgressPolicy}, also those of redirects. Any
 * status is an answer, not an error. Blocks the calling thread, which should be a virtual one: only
 * there does an interruption end a call that waits for bytes. Safe for use by many threads.
 */
@FunctionalInterface
public interface OutboundHttp {

  /**
   * Returns the answer, its body complete and decompressed.
   *
   * @throws OutboundFailure when there is no answer: its kind tells why and whether the request may
   *     have arrived
   * @throws InterruptedException when the thread was interrupted before the answer was complete
   */
  OutboundResponse send(OutboundRequest request) throws OutboundFailure, InterruptedException;
}
