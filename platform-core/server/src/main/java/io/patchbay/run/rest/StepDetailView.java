package io.patchbay.run.rest;

import io.patchbay.run.view.AttemptView;
import io.patchbay.run.view.PayloadView;
import io.patchbay.run.view.StepView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step with its values and exchanges. */
public record StepDetailView(
    StepView step,
    @Nullable PayloadView input,
    @Nullable PayloadView output,
    @Nullable String idempotencyKey,
    @Nullable String effect,
    List<AttemptView> attempts,
    List<ExchangeView> exchanges) {}
