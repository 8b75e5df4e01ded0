package io.patchbay.flow.rest;

import io.patchbay.flow.FlowOutline;
import io.patchbay.flow.jpa.FlowRecord;
import io.patchbay.flow.review.CheckedFlow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A flow with its draft.
 *
 * @param outline of the draft, or of the published version while the draft cannot be read
 */
public record FlowView(
    String id,
    String name,
    String namespace,
    @Nullable String title,
    @Nullable String summary,
    String state,
    String trigger,
    String draft,
    @Nullable FlowOutline outline,
    List<FlowProblemView> problems,
    @Nullable Integer publishedVersion,
    @Nullable String publishedText,
    boolean hasDraftChanges,
    @Nullable JsonNode sampleInput,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {

  static FlowView of(
      FlowRecord flow,
      CheckedFlow checked,
      @Nullable FlowOutline outline,
      @Nullable String publishedText,
      @Nullable JsonNode sampleInput) {
    return new FlowView(
        flow.id().value(),
        flow.name(),
        flow.namespace(),
        flow.title(),
        flow.summary(),
        FlowRecord.state(flow.publishedVersion(), flow.enabled()),
        Words.of(flow.trigger()),
        flow.draft(),
        outline,
        FlowProblemView.of(checked.problems()),
        flow.publishedVersion(),
        publishedText,
        flow.hasDraftChanges(),
        sampleInput,
        flow.createdAt(),
        flow.updatedAt(),
        flow.updatedBy());
  }
}
