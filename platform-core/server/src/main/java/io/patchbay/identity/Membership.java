package io.patchbay.identity;

import io.patchbay.tenant.TenantId;

/** A tenant of which the caller is a member, with what a request needs to know of it. */
public record Membership(
    TenantId tenant,
    String slug,
    String name,
    String environment,
    String timeZone,
    boolean suspended,
    Role role) {}
