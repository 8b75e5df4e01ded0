package io.patchbay.run.rest;

import io.patchbay.run.view.StepView;

/** A step that changed. */
public record StepEventView(String runId, StepView step) {}
