package io.patchbay.expression;

import java.time.Duration;

/**
 * What one evaluation may use. An evaluation that would go beyond ends with an {@link
 * ExpressionException} whose kind names the limit; an expression cannot catch it.
 *
 * @param steps units of work: a call, an operation, an element that is visited or copied
 * @param depth nested calls and generators, and the nesting of values
 * @param bytes estimate of the memory allocated for values; the limit is checked before allocating
 * @param time wall clock, checked about every thousand steps
 */
public record Budget(long steps, int depth, long bytes, Duration time) {
  public static final Budget STANDARD =
      new Budget(1_000_000, 512, 64L << 20, Duration.ofSeconds(1));

  public Budget {
    if (steps < 1 || depth < 1 || bytes < 1 || !time.isPositive()) {
      throw new IllegalArgumentException(
          "Every limit of a budget must be positive, this has "
              + "steps %d, depth %d, bytes %d, time %s".formatted(steps, depth, bytes, time));
    }
  }

  public Budget withSteps(long steps) {
    return new Budget(steps, depth, bytes, time);
  }

  public Budget withDepth(int depth) {
    return new Budget(steps, depth, bytes, time);
  }

  public Budget withBytes(long bytes) {
    return new Budget(steps, depth, bytes, time);
  }

  public Budget withTime(Duration time) {
    return new Budget(steps, depth, bytes, time);
  }
}
