package io.patchbay.flow;

import org.jspecify.annotations.Nullable;

/** The head of a flow: how it is called and which language it is in. */
public record FlowDocument(
    String dsl,
    String namespace,
    String name,
    String version,
    @Nullable String title,
    @Nullable String summary) {}
