package io.patchbay.plugin.call;

import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.http.SecretMask;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.host.PluginCallFailed;

/** Failures of plugins as errors that flows can catch. */
public final class FlowErrors {

  private FlowErrors() {}

  /**
   * @param function whose call failed, for the title
   */
  public static FlowError of(String function, PluginCallFailed failure, SecretMask mask) {
    StringBuilder detail = new StringBuilder(String.valueOf(failure.getMessage()));
    failure.remoteCode().ifPresent(code -> detail.append(" Code: ").append(code).append('.'));
    failure
        .remoteMessage()
        .ifPresent(message -> detail.append(" The other side says: ").append(message));
    return FlowError.of(
        type(failure.kind()),
        status(failure),
        function + " failed: " + failure.kind().code() + ".",
        mask.mask(detail.toString()));
  }

  public static RetryFacts retry(PluginCallFailed failure) {
    return new RetryFacts(failure.retryable(), failure.retryAfter().orElse(null));
  }

  private static ErrorType type(ErrorKind kind) {
    return switch (kind) {
      case INVALID_INPUT -> ErrorType.VALIDATION;
      case AUTHENTICATION -> ErrorType.AUTHENTICATION;
      case FORBIDDEN -> ErrorType.AUTHORIZATION;
      case TIMEOUT -> ErrorType.TIMEOUT;
      case NOT_FOUND,
          CONFLICT,
          RATE_LIMITED,
          UNAVAILABLE,
          REMOTE_ERROR,
          BAD_RESPONSE,
          OUTCOME_UNKNOWN ->
          ErrorType.COMMUNICATION;
      case CANCELLED, BUG -> ErrorType.RUNTIME;
    };
  }

  private static int status(PluginCallFailed failure) {
    return failure
        .remoteStatus()
        .orElse(
            switch (failure.kind()) {
              case INVALID_INPUT -> 400;
              case AUTHENTICATION -> 401;
              case FORBIDDEN -> 403;
              case NOT_FOUND -> 404;
              case TIMEOUT -> 408;
              case CONFLICT -> 409;
              case RATE_LIMITED -> 429;
              case REMOTE_ERROR, BAD_RESPONSE -> 502;
              case UNAVAILABLE -> 503;
              case OUTCOME_UNKNOWN -> 504;
              case CANCELLED, BUG -> 500;
            });
  }
}
