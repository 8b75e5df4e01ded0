package io.patchbay.flow.jpa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One version of a flow. */
public record FlowVersionRecord(
    int number,
    boolean published,
    @Nullable String note,
    Instant createdAt,
    String createdBy,
    String text) {}
