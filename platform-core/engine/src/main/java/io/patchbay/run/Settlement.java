package io.patchbay.run;

import io.patchbay.call.CallOutcome;

/**
 * What a person or a look-up found out about an uncertain step.
 *
 * @param stepId of the {@link EntryKind#UNCERTAIN} entry
 * @param outcome {@code Succeeded}: it took effect; {@code Failed}: it did not; {@code Unknown} is
 *     refused
 * @param by who says so, for the journal
 */
public record Settlement(String stepId, CallOutcome outcome, String by) {
  public Settlement {
    if (outcome instanceof CallOutcome.Unknown || outcome instanceof CallOutcome.Pending) {
      throw new IllegalArgumentException(
          "A settlement says what happened; unknown settles nothing.");
    }
  }
}
