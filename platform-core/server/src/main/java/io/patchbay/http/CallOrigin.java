package io.patchbay.http;

import io.patchbay.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a request is sent: the tenant pays for it, the connection's budget is charged,
 * and the exchange is filed under the step if there is one.
 *
 * @param step reference of the step, a JSON pointer with iterations, or null outside runs
 */
public record CallOrigin(
    TenantId tenant, @Nullable String connection, @Nullable String run, @Nullable String step) {

  public static CallOrigin of(TenantId tenant) {
    return new CallOrigin(tenant, null, null, null);
  }

  public CallOrigin withConnection(@Nullable String name) {
    return new CallOrigin(tenant, name, run, step);
  }
}
