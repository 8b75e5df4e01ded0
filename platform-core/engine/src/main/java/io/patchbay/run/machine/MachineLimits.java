package io.patchbay.run.machine;

import java.time.Duration;

/**
 * What one run may use. Beyond it the run fails with an error that names the task; a catch does not
 * see it.
 *
 * @param steps tasks begun, each turn of a loop counted
 * @param branches at once, over all forks of the run
 * @param valueBytes of one value as JSON, estimated
 * @param heldBytes of all values that the run holds at once: context, inputs of the tasks under
 *     way, lists of loops, outputs of branches; a value held twice counts once
 * @param journalEntries written by the run
 * @param journalBytes of all inputs and outputs in them
 * @param callDepth functions of {@code use.functions} inside one another
 * @param expressionTime of one expression; this one is an error of its task
 */
public record MachineLimits(
    int steps,
    int branches,
    long valueBytes,
    long heldBytes,
    int journalEntries,
    long journalBytes,
    int callDepth,
    Duration expressionTime) {
  public static final MachineLimits STANDARD =
      new MachineLimits(
          100_000, 1_000, 8L << 20, 64L << 20, 250_000, 128L << 20, 32, Duration.ofSeconds(1));

  public MachineLimits withSteps(int most) {
    return new MachineLimits(
        most,
        branches,
        valueBytes,
        heldBytes,
        journalEntries,
        journalBytes,
        callDepth,
        expressionTime);
  }

  public MachineLimits withBranches(int most) {
    return new MachineLimits(
        steps,
        most,
        valueBytes,
        heldBytes,
        journalEntries,
        journalBytes,
        callDepth,
        expressionTime);
  }

  /** One value and all values together. */
  public MachineLimits withBytes(long value, long held) {
    return new MachineLimits(
        steps, branches, value, held, journalEntries, journalBytes, callDepth, expressionTime);
  }

  public MachineLimits withJournal(int entries, long bytes) {
    return new MachineLimits(
        steps, branches, valueBytes, heldBytes, entries, bytes, callDepth, expressionTime);
  }
}
