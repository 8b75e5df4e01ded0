package io.patchbay.run.view;

import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * One run with what its page shows beside the summary.
 *
 * @param inputText the input as JSON text, whole
 * @param claims how often a node took it up
 */
public record RunRecord(
    RunId id,
    FlowVersionRef flow,
    RunState state,
    RunSummary summary,
    @Nullable String inputText,
    @Nullable String outputText,
    boolean cancelRequested,
    int claims,
    @Nullable String node,
    @Nullable String idempotencyKey,
    @Nullable String rerunOf) {}
