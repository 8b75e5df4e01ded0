package io.patchbay.run.rest;

import io.patchbay.flow.FlowOutline;
import io.patchbay.run.view.PayloadView;
import io.patchbay.run.view.RunSummary;
import io.patchbay.run.view.StepView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run with its flow and steps. */
public record RunView(
    RunSummary summary,
    String flowText,
    FlowOutline outline,
    List<StepView> steps,
    @Nullable Boolean moreSteps,
    PayloadView input,
    @Nullable PayloadView output,
    boolean cancelRequested,
    int claims,
    @Nullable String node,
    @Nullable String idempotencyKey,
    @Nullable String rerunOf) {}
