package io.patchbay.run;

import tools.jackson.databind.JsonNode;

/**
 * Something that happened outside and that a step waits for: an event, an answer, a decision.
 *
 * @param stepId of the {@link EntryKind#AWAITED} entry
 * @param id tells signals of one step apart: the same id again is the same signal, and ignored
 * @param payload what the step gets
 */
public record Signal(String stepId, String id, JsonNode payload) {}
