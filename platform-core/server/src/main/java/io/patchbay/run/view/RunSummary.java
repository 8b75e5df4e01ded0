package io.patchbay.run.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as a list shows it. */
public record RunSummary(
    String id,
    String flowId,
    String flowName,
    @Nullable Integer flowVersion,
    String state,
    String trigger,
    boolean test,
    @Nullable String businessKey,
    @Nullable String parentRunId,
    Instant acceptedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant wakeAt,
    @Nullable Long durationMs,
    @Nullable RunError error,
    @Nullable JsonNode output) {

  public RunSummary withOutput(@Nullable JsonNode newOutput) {
    return new RunSummary(
        id,
        flowId,
        flowName,
        flowVersion,
        state,
        trigger,
        test,
        businessKey,
        parentRunId,
        acceptedAt,
        startedAt,
        finishedAt,
        wakeAt,
        durationMs,
        error,
        newOutput);
  }
}
