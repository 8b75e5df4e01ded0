package io.patchbay.flow.rest;

import org.jspecify.annotations.Nullable;

/** What the author says about a version. */
public record PublishRequest(@Nullable String note) {}
