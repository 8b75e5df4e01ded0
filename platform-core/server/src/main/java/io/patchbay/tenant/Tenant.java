package io.patchbay.tenant;

import java.time.Instant;

/** A tenant with its settings. */
public record Tenant(
    TenantId id,
    String slug,
    String name,
    String environment,
    String timeZone,
    int runRetentionDays,
    boolean suspended,
    Instant createdAt,
    int version,
    int members) {}
