package io.patchbay.token.rest;

import org.jspecify.annotations.Nullable;

/** A token to make. */
public record TokenRequest(String name, @Nullable String tenant, @Nullable Integer expiresInDays) {}
