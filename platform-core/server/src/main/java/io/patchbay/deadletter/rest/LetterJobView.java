package io.patchbay.deadletter.rest;

import io.patchbay.deadletter.jdbc.LetterJob;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A job as people see it. */
public record LetterJobView(
    String id,
    String action,
    String state,
    long total,
    long done,
    long refused,
    String startedBy,
    Instant startedAt,
    @Nullable Instant endedAt) {

  static LetterJobView of(LetterJob job) {
    return new LetterJobView(
        job.id().toString(),
        job.action().name().toLowerCase(Locale.ROOT),
        job.state().name().toLowerCase(Locale.ROOT),
        job.total(),
        job.done(),
        job.refused(),
        job.startedBy(),
        job.startedAt(),
        job.endedAt());
  }
}
