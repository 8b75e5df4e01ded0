package io.patchbay.http;

/** Calls gRPC services outside the platform; the rules of {@link OutboundHttp} hold. */
@FunctionalInterface
public interface OutboundGrpc {

  /**
   * Any status of gRPC is an answer.
   *
   * @throws OutboundFailure when there is no answer
   * @throws InterruptedException when the thread was interrupted before the answer was complete
   */
  GrpcAnswer call(GrpcRequest request) throws OutboundFailure, InterruptedException;
}
