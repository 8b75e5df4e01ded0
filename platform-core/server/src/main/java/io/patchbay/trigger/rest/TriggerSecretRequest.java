package io.patchbay.trigger.rest;

import org.jspecify.annotations.Nullable;

/**
 * @param value the secret; null: one is made
 */
public record TriggerSecretRequest(@Nullable String value) {}
