package io.patchbay.flow.task;

import io.patchbay.flow.template.JsonSchema;
import io.patchbay.flow.template.Template;
import org.jspecify.annotations.Nullable;

/** How data enters and leaves a task or flow; null: unchanged, unchecked. */
public record DataRules(
    @Nullable JsonSchema inputSchema,
    @Nullable Template inputFrom,
    @Nullable Template outputAs,
    @Nullable JsonSchema outputSchema,
    @Nullable Template exportAs,
    @Nullable JsonSchema exportSchema) {
  public static final DataRules NONE = new DataRules(null, null, null, null, null, null);
}
