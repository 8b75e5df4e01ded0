package io.patchbay.http.call;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.SecretMask;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From what went wrong on the wire to how the call ended. */
public final class Failures {
  /** Repeating these leaves the same state, so an unknown outcome is a plain failure. */
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  private static final int LONGEST = 1_000;

  private Failures() {}

  public static boolean isRepeatable(String method) {
    return REPEATABLE.contains(method);
  }

  /** No answer came. */
  public static CallOutcome of(String call, String method, OutboundFailure e) {
    boolean tooLate = e.kind() == OutboundFailure.Kind.TIMED_OUT;
    FlowError error =
        FlowError.of(
            tooLate ? ErrorType.TIMEOUT : ErrorType.COMMUNICATION,
            status(e.kind()),
            call + " got no answer.",
            e.getMessage());
    if (e.maybeSent() && !isRepeatable(method)) {
      return new CallOutcome.Unknown(error);
    }
    return new CallOutcome.Failed(
        error, new RetryFacts(e.retryable(), e.retryAfter().orElse(null)));
  }

  /**
   * An answer with a status that is none of the good ones. What a problem (RFC 9457) says stays.
   */
  public static CallOutcome of(String call, OutboundResponse response, SecretMask mask) {
    int status = response.status();
    boolean later = status == 408 || status == 425 || status == 429 || status >= 500;
    String said = problem(response);
    if (said.isEmpty()) {
      String excerpt = ResponseOutput.excerpt(response, mask);
      said = excerpt.isEmpty() ? "" : "The other side says: " + excerpt;
    }
    String text = mask.mask(said);
    return new CallOutcome.Failed(
        FlowError.of(
            ErrorType.COMMUNICATION,
            status,
            call + " was answered with status " + status + ".",
            text.isEmpty() ? null : text),
        new RetryFacts(later, later ? response.retryAfter().orElse(null) : null));
  }

  private static String problem(OutboundResponse response) {
    String type = response.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/problem+json") || response.body().length > 100_000) {
      return "";
    }
    try {
      JsonNode problem = JsonMapper.shared().readTree(response.body());
      StringBuilder said = new StringBuilder();
      append(said, "", problem.path("title"));
      append(said, said.isEmpty() ? "" : ": ", problem.path("detail"));
      problem.properties().stream()
          .filter(member -> !Set.of("title", "detail", "status").contains(member.getKey()))
          .filter(member -> said.length() < LONGEST)
          .forEach(member -> append(said, " [" + member.getKey() + " ", member.getValue(), "]"));
      return said.length() <= LONGEST ? said.toString() : said.substring(0, LONGEST) + "…";
    } catch (JacksonException e) {
      return "";
    }
  }

  private static void append(StringBuilder said, String before, JsonNode value) {
    append(said, before, value, "");
  }

  private static void append(StringBuilder said, String before, JsonNode value, String after) {
    String text = value.isContainer() ? value.toString() : value.asString("");
    if (!text.isEmpty() && !text.equals("about:blank")) {
      said.append(before).append(text).append(after);
    }
  }

  private static int status(OutboundFailure.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST -> 400;
      case REFUSED_ADDRESS, REDIRECT_REFUSED -> 403;
      case TIMED_OUT -> 408;
      case PAUSED -> 429;
      case TLS_FAILED, BROKEN, TOO_LARGE, BAD_RESPONSE -> 502;
      case UNKNOWN_HOST, CONNECT_FAILED, CIRCUIT_OPEN, BUSY -> 503;
    };
  }
}
