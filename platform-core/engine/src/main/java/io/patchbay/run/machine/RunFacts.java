package io.patchbay.run.machine;

import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import tools.jackson.databind.JsonNode;

/** What the machine knows about its run besides the flow; the same at every resumption. */
public record RunFacts(RunId run, TriggerKind trigger, JsonNode input) {}
