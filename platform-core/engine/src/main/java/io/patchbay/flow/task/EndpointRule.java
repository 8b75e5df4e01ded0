package io.patchbay.flow.task;

import io.patchbay.flow.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * @param uri {@code {name}} in a literal is filled from the task's input
 */
public record EndpointRule(Template uri, @Nullable AuthenticationRule authentication) {}
