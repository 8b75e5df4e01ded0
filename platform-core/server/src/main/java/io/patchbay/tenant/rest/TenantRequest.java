package io.patchbay.tenant.rest;

import org.jspecify.annotations.Nullable;

/** A tenant to create. */
public record TenantRequest(
    String slug, String name, @Nullable String environment, @Nullable String timeZone) {}
