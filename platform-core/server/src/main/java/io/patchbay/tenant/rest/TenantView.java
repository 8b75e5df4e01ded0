package io.patchbay.tenant.rest;

import io.patchbay.identity.Role;
import io.patchbay.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant as its members and operators see it. */
public record TenantView(
    String slug,
    String name,
    String environment,
    String timeZone,
    int runRetentionDays,
    String state,
    Instant createdAt,
    int members,
    int flows,
    @Nullable Role role) {

  static TenantView of(Tenant tenant, int flows, @Nullable Role role) {
    return new TenantView(
        tenant.slug(),
        tenant.name(),
        tenant.environment(),
        tenant.timeZone(),
        tenant.runRetentionDays(),
        tenant.suspended() ? "suspended" : "active",
        tenant.createdAt(),
        tenant.members(),
        flows,
        role);
  }
}
