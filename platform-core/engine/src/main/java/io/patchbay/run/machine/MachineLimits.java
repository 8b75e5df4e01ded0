package io.patchbay.run.machine;

import java.time.Duration;

/**
 * What one run may use. Beyond it the run fails with an error that names the task; a catch does not
 * see it.
 *
 * @param steps tasks begun, each turn of a loop counted
 * @param branches of one fork
 * @param valueBytes of one value as JSON, estimated
 * @param callDepth functions of {@code use.functions} inside one another
 * @param expressionTime of one expression
 */
public record MachineLimits(
    int steps, int branches, long valueBytes, int callDepth, Duration expressionTime) {
  public static final MachineLimits STANDARD =
      new MachineLimits(100_000, 1_000, 8L << 20, 32, Duration.ofSeconds(1));
}
