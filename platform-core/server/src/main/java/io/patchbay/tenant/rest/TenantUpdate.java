package io.patchbay.tenant.rest;

import org.jspecify.annotations.Nullable;

/** New settings; what is left out stays. */
public record TenantUpdate(
    @Nullable String name,
    @Nullable String environment,
    @Nullable String timeZone,
    @Nullable Integer runRetentionDays) {}
