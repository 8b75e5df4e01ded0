package io.patchbay.flow.task;

import io.patchbay.call.HttpAuthentication;
import io.patchbay.flow.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * @param secret the declared secret that holds all of it, or null
 * @param properties the policy's members, when there is no secret
 */
public record AuthenticationRule(
    HttpAuthentication.Kind kind, @Nullable String secret, Template properties) {}
