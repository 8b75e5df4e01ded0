package io.patchbay.flow.jpa;

import io.patchbay.run.TriggerKind;
import org.jspecify.annotations.Nullable;

/** What a list shows of a text: read from the document's head when it is saved. */
public record FlowHead(
    String namespace,
    String name,
    String documentVersion,
    @Nullable String title,
    @Nullable String summary,
    TriggerKind trigger) {}
