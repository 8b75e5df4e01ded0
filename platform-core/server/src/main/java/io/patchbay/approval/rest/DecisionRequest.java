package io.patchbay.approval.rest;

import org.jspecify.annotations.Nullable;

/**
 * A decision.
 *
 * @param decision one of the approval's choices
 */
public record DecisionRequest(String decision, @Nullable String comment) {}
