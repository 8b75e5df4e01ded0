package io.patchbay.run.rest;

import org.jspecify.annotations.Nullable;

/**
 * A new run with the same input.
 *
 * @param version {@code same} or {@code published}; null: same
 */
public record RerunRequest(@Nullable String version) {}
