package io.patchbay.flow.task;

import io.patchbay.flow.template.Template;
import org.jspecify.annotations.Nullable;

/** The error that a {@code raise} makes. */
public record ErrorRule(
    Template type,
    Template status,
    @Nullable Template title,
    @Nullable Template detail,
    @Nullable Template instance) {}
