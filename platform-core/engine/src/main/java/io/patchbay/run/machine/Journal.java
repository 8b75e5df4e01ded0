package io.patchbay.run.machine;

import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes entries, or, while there are recorded ones, checks that the same entry is written again
 * and hands out the recorded one. Time within the run is the time of its last entry, so that it is
 * the same at every resumption.
 */
final class Journal {
  private static final int OVERHEAD = 200;

  private final InstantSource clock;
  private final Deque<JournalEntry> recorded = new ArrayDeque<>();
  private List<JournalEntry> fresh = new ArrayList<>();
  private Position lastPosition = Position.ROOT;
  private ToLongFunction<JsonNode> measure = value -> 0;
  private long bytes;
  private long sequence;
  private long lastRecorded;
  private Instant now;
  private boolean timeSeen;

  Journal(InstantSource clock, Instant start) {
    this.clock = clock;
    this.now = start;
  }

  void replay(List<JournalEntry> entries) {
    recorded.addAll(entries);
    lastRecorded = entries.size();
  }

  Instant now() {
    return now;
  }

  /** The time for an expression, which may put it into a value. */
  Instant shownNow() {
    timeSeen = true;
    return now;
  }

  /** An expression saw a time of this run. */
  void timeShown() {
    timeSeen = true;
  }

  boolean takeTimeSeen() {
    boolean seen = timeSeen;
    timeSeen = false;
    return seen;
  }

  /** The time on the clock, also when the journal has just been replayed. */
  Instant present() {
    return tick();
  }

  private Instant tick() {
    Instant real = clock.instant();
    now = real.isAfter(now) ? real : now;
    return now;
  }

  /** True for an entry that was written before this machine was made. */
  boolean isRecorded(JournalEntry entry) {
    return entry.sequence() <= lastRecorded;
  }

  boolean replaying() {
    return !recorded.isEmpty();
  }

  @Nullable JournalEntry peek() {
    return recorded.peek();
  }

  /** The next recorded entry when it is of this kind and step. */
  @Nullable JournalEntry peek(EntryKind kind, String stepId) {
    JournalEntry next = recorded.peek();
    return next != null && next.kind() == kind && next.stepId().equals(stepId) ? next : null;
  }

  JournalEntry write(Draft draft) {
    sequence++;
    JournalEntry next = recorded.poll();
    if (next != null) {
      if (next.kind() != draft.kind() || !next.stepId().equals(draft.position().stepId())) {
        throw new Divergence(
            "Entry %d of the journal is %s of '%s', but the flow comes to %s of '%s'."
                .formatted(
                    next.sequence(),
                    next.kind(),
                    next.stepId(),
                    draft.kind(),
                    draft.position().stepId()));
      }
      now = next.at();
      count(next, draft.position());
      return next;
    }
    JournalEntry entry = draft.at(sequence, tick());
    fresh.add(entry);
    count(entry, draft.position());
    return entry;
  }

  private void count(JournalEntry entry, Position position) {
    lastPosition = position;
    JsonNode input = entry.input();
    JsonNode output = entry.output();
    bytes +=
        OVERHEAD
            + (input == null ? 0 : measure.applyAsLong(input))
            + (output == null || output == input ? 0 : measure.applyAsLong(output));
  }

  /** How to measure values. */
  void measureWith(ToLongFunction<JsonNode> function) {
    measure = function;
  }

  /** Of the last entry. */
  Position lastPosition() {
    return lastPosition;
  }

  long entries() {
    return sequence;
  }

  /** Of all entries, estimated. */
  long bytes() {
    return bytes;
  }

  /** Takes over the next recorded entry as it is. */
  void skip() {
    JournalEntry next = recorded.remove();
    sequence++;
    now = next.at();
  }

  List<JournalEntry> take() {
    List<JournalEntry> taken = fresh;
    fresh = new ArrayList<>();
    return taken;
  }
}
