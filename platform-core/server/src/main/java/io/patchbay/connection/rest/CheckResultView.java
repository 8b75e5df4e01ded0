package io.patchbay.connection.rest;

import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ErrorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What testing a connection found. */
public record CheckResultView(
    boolean ok, String message, @Nullable String advice, long durationMs) {

  static CheckResultView of(CheckResult result, Duration took) {
    return switch (result) {
      case CheckResult.Ok(String message) ->
          new CheckResultView(true, message, null, took.toMillis());
      case CheckResult.Failed(ErrorKind kind, String message) ->
          new CheckResultView(false, message, advice(kind), took.toMillis());
    };
  }

  private static @Nullable String advice(ErrorKind kind) {
    return switch (kind) {
      case AUTHENTICATION -> "Enter the credentials again; they may have expired or been revoked.";
      case FORBIDDEN ->
          "Give the account the rights that the connector's help names, or ask the operator whether"
              + " the address may be called.";
      case UNAVAILABLE, TIMEOUT -> "Check the address, and try again later.";
      case RATE_LIMITED -> "Wait a little and try again.";
      case NOT_FOUND, INVALID_INPUT -> "Check the address and the settings.";
      case CONFLICT, REMOTE_ERROR, BAD_RESPONSE, OUTCOME_UNKNOWN, CANCELLED, BUG -> null;
    };
  }
}
