package io.patchbay.flow.jpa;

import io.patchbay.run.view.RunSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A flow as the list shows it. */
public record FlowSummary(
    String id,
    String name,
    @Nullable String title,
    @Nullable String summary,
    String state,
    String trigger,
    @Nullable Integer publishedVersion,
    boolean hasDraftChanges,
    Instant updatedAt,
    @Nullable RunSummary lastRun,
    long runs24h,
    long failed24h) {}
