package io.patchbay.flow.rest;

import io.patchbay.flow.jpa.FlowVersionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version as the list shows it. */
public record FlowVersionSummaryView(
    int number, boolean published, @Nullable String note, Instant createdAt, String createdBy) {

  static FlowVersionSummaryView of(FlowVersionRecord version) {
    return new FlowVersionSummaryView(
        version.number(),
        version.published(),
        version.note(),
        version.createdAt(),
        version.createdBy());
  }
}
