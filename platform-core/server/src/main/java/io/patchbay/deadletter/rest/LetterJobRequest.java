package io.patchbay.deadletter.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do with which dead letters: those named, or all that fit the filter. */
public record LetterJobRequest(
    String action,
    @Nullable String version,
    @Nullable List<String> runs,
    @Nullable String flow,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String q,
    @Nullable String job) {}
