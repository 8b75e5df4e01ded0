package io.patchbay.flow.rest;

import io.patchbay.flow.FlowOutline;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.jpa.FlowVersionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version with its text. */
public record FlowVersionView(
    int number,
    boolean published,
    @Nullable String note,
    Instant createdAt,
    String createdBy,
    String text,
    @Nullable FlowOutline outline) {

  static FlowVersionView of(FlowVersionRecord version) {
    return new FlowVersionView(
        version.number(),
        version.published(),
        version.note(),
        version.createdAt(),
        version.createdBy(),
        version.text(),
        FlowParser.parse(version.text()).outline().orElse(null));
  }
}
