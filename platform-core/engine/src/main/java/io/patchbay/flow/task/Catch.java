package io.patchbay.flow.task;

import io.patchbay.flow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param as the variable that holds the error
 * @param handler empty: the error is swallowed, the try's output is its input
 */
public record Catch(
    ErrorFilter errors,
    String as,
    @Nullable Template when,
    @Nullable Template exceptWhen,
    @Nullable RetryRule retry,
    List<Task> handler) {}
