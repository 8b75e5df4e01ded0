package io.patchbay.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one connection may call one host right now: pauses that the host asked for, and a circuit
 * breaker that stops calling after {@value #FAILURES_TO_OPEN} failures in a row and then lets one
 * call through to try. Safe for use by many threads; holds for this node only.
 */
final class CallBudget {

  static final int FAILURES_TO_OPEN = 10;
  private static final Duration FIRST_OPEN = Duration.ofSeconds(5);
  private static final Duration LONGEST_OPEN = Duration.ofMinutes(2);
  private static final Duration PROBE_PATIENCE = Duration.ofMinutes(2);

  /** What a caller has to do before it may send. */
  sealed interface Admission {
    record Go() implements Admission {}

    record Paused(Instant until) implements Admission {}

    record Open(Instant until) implements Admission {}
  }

  private Instant pausedUntil = Instant.MIN;
  private int failures;
  private int timesOpened;
  private @Nullable Instant openUntil;
  private @Nullable Instant probeSince;

  synchronized Admission admit(Instant now) {
    if (now.isBefore(pausedUntil)) {
      return new Admission.Paused(pausedUntil);
    }
    if (openUntil == null) {
      return new Admission.Go();
    }
    if (now.isBefore(openUntil)) {
      return new Admission.Open(openUntil);
    }
    if (probeSince != null && now.isBefore(probeSince.plus(PROBE_PATIENCE))) {
      return new Admission.Open(now.plus(FIRST_OPEN));
    }
    probeSince = now;
    return new Admission.Go();
  }

  /** The host answered: it lives. A pause it asks for is never shortened by a later answer. */
  synchronized void answered(Instant now, int status, @Nullable Duration pause) {
    if (pause != null && now.plus(pause).isAfter(pausedUntil)) {
      pausedUntil = now.plus(pause);
    }
    if (status == 502 || status == 504 || (status == 503 && pause == null)) {
      failed(now);
    } else {
      failures = 0;
      timesOpened = 0;
      openUntil = null;
      probeSince = null;
    }
  }

  synchronized void failed(Instant now) {
    failures++;
    if (probeSince != null || failures >= FAILURES_TO_OPEN) {
      Duration open = FIRST_OPEN.multipliedBy(1L << Math.min(timesOpened, 6));
      openUntil = now.plus(open.compareTo(LONGEST_OPEN) > 0 ? LONGEST_OPEN : open);
      timesOpened++;
      probeSince = null;
    }
  }

  /** The call ended without telling anything about the host. */
  synchronized void undecided() {
    probeSince = null;
  }
}
