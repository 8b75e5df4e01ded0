package io.patchbay.flow.task;

import io.patchbay.flow.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * When and how often a try runs again.
 *
 * @param attempts how often it runs again at most; null: no limit but the run's own
 * @param attemptDuration the longest one attempt may take
 * @param duration the longest all attempts together may take
 */
public record RetryRule(
    @Nullable Template when,
    @Nullable Template exceptWhen,
    DurationRule delay,
    Backoff backoff,
    @Nullable DurationRule jitterFrom,
    @Nullable DurationRule jitterTo,
    @Nullable Integer attempts,
    @Nullable DurationRule attemptDuration,
    @Nullable DurationRule duration) {

  /** How the delay grows. */
  public enum Backoff {
    CONSTANT,
    LINEAR,
    EXPONENTIAL
  }
}
