package io.patchbay.flow;

import tools.jackson.databind.JsonNode;

/**
 * A flow that parsed, compiled and ready to run. Immutable and thread-safe. Made by the parser
 * only.
 *
 * @param source the document as JSON ({@code $workflow.definition})
 */
public record FlowDefinition(
    FlowDocument document, TriggerSettings trigger, Durability durability, JsonNode source) {}
