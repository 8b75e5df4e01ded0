package io.patchbay.http.grpc;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.http.GrpcAnswer;
import io.patchbay.http.SecretMask;

/** The codes of gRPC as errors of a flow, each with the HTTP status that is nearest. */
enum GrpcStatus {
  OK(200, false),
  CANCELLED(499, true),
  UNKNOWN(500, false),
  INVALID_ARGUMENT(400, false),
  DEADLINE_EXCEEDED(408, true),
  NOT_FOUND(404, false),
  ALREADY_EXISTS(409, false),
  PERMISSION_DENIED(403, false),
  RESOURCE_EXHAUSTED(429, true),
  FAILED_PRECONDITION(400, false),
  ABORTED(409, true),
  OUT_OF_RANGE(400, false),
  UNIMPLEMENTED(501, false),
  INTERNAL(500, false),
  UNAVAILABLE(503, true),
  DATA_LOSS(500, false),
  UNAUTHENTICATED(401, false);

  private final int http;
  private final boolean later;

  GrpcStatus(int http, boolean later) {
    this.http = http;
    this.later = later;
  }

  static CallOutcome outcome(String call, GrpcAnswer answer, SecretMask mask) {
    GrpcStatus status =
        answer.status() > 0 && answer.status() < values().length
            ? values()[answer.status()]
            : UNKNOWN;
    FlowError error =
        FlowError.of(
            status == DEADLINE_EXCEEDED ? ErrorType.TIMEOUT : ErrorType.COMMUNICATION,
            status.http,
            "'" + call + "' was answered with " + status + " (" + answer.status() + ").",
            answer.text().isEmpty() ? null : mask.mask("The other side says: " + answer.text()));
    // Whoever stopped on the way does not know what the service has done.
    return status == DEADLINE_EXCEEDED || status == CANCELLED
        ? new CallOutcome.Unknown(error)
        : new CallOutcome.Failed(error, new RetryFacts(status.later, null));
  }
}
