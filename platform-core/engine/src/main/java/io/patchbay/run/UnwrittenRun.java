package io.patchbay.run;

import java.util.List;

/**
 * A run that is at work before it is on disk, because nobody was promised anything yet: its caller
 * waits for the answer and hears of a failure. Used by one thread at a time.
 */
public interface UnwrittenRun {
  /** With epoch 1 and an empty journal. */
  ClaimedRun claimed();

  /** Puts it on disk as a run that its node holds. Repeating it is harmless. */
  void write(Offer offer);

  /**
   * Puts it on disk whole: accepted, its journal and its end, in one write. Repeating it is
   * harmless.
   */
  void writeEnded(List<JournalEntry> entries, RunResult result);

  /** It does not begin after all; it was never here. */
  void drop();
}
