package io.patchbay.sandbox;

import java.util.Locale;
import java.util.Optional;

/**
 * One way to misbehave.
 *
 * @param delayMillis waits before anything else; 0 to 600,000
 * @param status answers with this status and does not do the work; 0 does the work
 * @param retryAfter Retry-After header of that answer
 * @param spoil what happens to the answer after the work was done
 */
public record Fault(long delayMillis, int status, Optional<String> retryAfter, Spoil spoil) {

  /** What happens to an answer whose work was done. */
  public enum Spoil {
    /** Nothing. */
    NONE,
    /** The connection is closed before the answer: the outcome is unknown to the caller. */
    CUT,
    /** The connection is closed in the middle of the body. */
    CUT_BODY,
    /** Status 200 and a body that claims to be JSON and is not. */
    BAD_JSON,
    /** One byte of the body each 100 ms. */
    DRIP,
    /** 256 MiB of valid JSON. */
    HUGE
  }

  public static final Fault NONE = new Fault(0, 0, Optional.empty(), Spoil.NONE);

  public Fault {
    if (delayMillis < 0 || delayMillis > 600_000) {
      throw wrong("the delay must be 0 to 600000 milliseconds, not " + delayMillis);
    }
    if (status != 0 && (status < 200 || status > 599)) {
      throw wrong("the status must be 200 to 599, not " + status);
    }
  }

  /** Reads {@code delay=2000;status=429;retry-after=3;cut|cut-body|bad-json|drip|huge}. */
  public static Fault parse(String text) {
    Fault fault = NONE;
    for (String part : text.split("[;,|]")) {
      fault = fault.and(part.strip().toLowerCase(Locale.ROOT));
    }
    return fault;
  }

  private Fault and(String part) {
    int equals = part.indexOf('=');
    String value = part.substring(equals + 1).strip();
    return switch (equals < 0 ? part : part.substring(0, equals).strip()) {
      case "" -> this;
      case "delay" -> new Fault(number(part, value), status, retryAfter, spoil);
      case "status" -> new Fault(delayMillis, (int) number(part, value), retryAfter, spoil);
      case "retry-after" -> new Fault(delayMillis, status, Optional.of(value), spoil);
      case "cut" -> spoiled(Spoil.CUT);
      case "cut-body" -> spoiled(Spoil.CUT_BODY);
      case "bad-json" -> spoiled(Spoil.BAD_JSON);
      case "drip" -> spoiled(Spoil.DRIP);
      case "huge" -> spoiled(Spoil.HUGE);
      default -> {
        if (part.matches("\\d{3}")) {
          yield new Fault(delayMillis, Integer.parseInt(part), retryAfter, spoil);
        }
        throw wrong(
            "'"
                + part
                + "' is none of delay=ms, status=n, retry-after=s, cut, cut-body,"
                + " bad-json, drip, huge");
      }
    };
  }

  private Fault spoiled(Spoil other) {
    return new Fault(delayMillis, status, retryAfter, other);
  }

  private static long number(String part, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notANumber) {
      throw wrong("'" + part + "' needs a whole number");
    }
  }

  private static Refusal wrong(String problem) {
    return new Refusal(400, "sandbox_fault", "Cannot set this fault: " + problem + ".");
  }
}
