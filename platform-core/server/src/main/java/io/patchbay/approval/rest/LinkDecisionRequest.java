package io.patchbay.approval.rest;

import org.jspecify.annotations.Nullable;

/**
 * A decision of somebody who has only the link.
 *
 * @param name who decides, as they say themselves
 */
public record LinkDecisionRequest(String decision, @Nullable String comment, String name) {}
