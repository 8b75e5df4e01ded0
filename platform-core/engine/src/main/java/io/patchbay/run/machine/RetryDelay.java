package io.patchbay.run.machine;

import io.patchbay.flow.task.RetryRule;
import io.patchbay.flow.template.EvaluationException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** How long to wait before the next attempt. */
final class RetryDelay {
  /** A delay that grows stops growing here. */
  static final Duration LONGEST = Duration.ofDays(1);

  private RetryDelay() {}

  static Duration of(
      RetryRule rule, int failedAttempts, Core core, JsonNode input, TaskVariables variables)
      throws EvaluationException {
    Duration base = rule.delay().evaluate(input, variables);
    Duration grown =
        switch (rule.backoff()) {
          case CONSTANT -> base;
          case LINEAR -> times(base, failedAttempts);
          case EXPONENTIAL -> times(base, 1L << Math.min(failedAttempts - 1, 40));
        };
    if (rule.jitterFrom() == null || rule.jitterTo() == null) {
      return grown;
    }
    return grown.plus(
        core.jitter(
            rule.jitterFrom().evaluate(input, variables),
            rule.jitterTo().evaluate(input, variables)));
  }

  private static Duration times(Duration base, long factor) {
    if (base.compareTo(LONGEST) >= 0) {
      return base;
    }
    if (base.isZero() || factor > LONGEST.dividedBy(base)) {
      return base.isZero() ? base : LONGEST;
    }
    return base.multipliedBy(factor);
  }
}
