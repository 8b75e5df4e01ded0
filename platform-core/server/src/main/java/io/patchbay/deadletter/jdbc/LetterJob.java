package io.patchbay.deadletter.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something done with many dead letters; it goes on in parts until it is done or cancelled. */
public record LetterJob(
    UUID id,
    Action action,
    State state,
    long total,
    long done,
    long refused,
    String startedBy,
    Instant startedAt,
    @Nullable Instant endedAt) {

  /** What is done with each. */
  public enum Action {
    REPLAY,
    DISCARD,
    /** Takes back what a job discarded. */
    RESTORE
  }

  /** How far it is. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED
  }

  /**
   * Which dead letters: those named, or all that fit.
   *
   * @param ofJob what this job discarded; for a restore alone
   */
  public record Selection(
      @Nullable List<UUID> runs,
      @Nullable String flow,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String search,
      @Nullable UUID ofJob) {
    public Selection {
      runs = runs == null ? null : List.copyOf(runs);
    }
  }
}
