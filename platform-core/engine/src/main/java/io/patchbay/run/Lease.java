package io.patchbay.run;

import io.patchbay.tenant.TenantId;

/**
 * The right to write a run, until it expires or the epoch moves on.
 *
 * @param epoch grows with each claim of the run; a write with an old one is refused
 */
public record Lease(TenantId tenant, RunId run, String node, long epoch) {}
