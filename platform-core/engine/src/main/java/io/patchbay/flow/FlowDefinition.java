package io.patchbay.flow;

import io.patchbay.flow.task.DataRules;
import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.Extension;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A flow that parsed, compiled and ready to run. Immutable and thread-safe. Made by {@link
 * FlowParser} only.
 *
 * @param secrets declared in {@code use.secrets}
 * @param functions declared in {@code use.functions}
 * @param extensions declared in {@code use.extensions}; each task knows its own too
 * @param timeout null: the platform's own limit
 * @param idempotencyKey compiled from the trigger settings; its input is the run's input
 * @param businessKey {@code metadata.patchbay.businessKey}: what people call the run by
 * @param concurrency {@code metadata.patchbay.concurrency}: so many of its runs are under way at
 *     once; null: no limit
 * @param source the document as JSON ({@code $workflow.definition})
 */
public record FlowDefinition(
    FlowDocument document,
    TriggerSettings trigger,
    Durability durability,
    DataRules data,
    @Nullable DurationRule timeout,
    Set<String> secrets,
    Map<String, Task> functions,
    List<Extension> extensions,
    List<Task> tasks,
    @Nullable Template idempotencyKey,
    @Nullable Template businessKey,
    @Nullable Integer concurrency,
    JsonNode source) {}
