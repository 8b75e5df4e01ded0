package io.patchbay.tenant;

import io.patchbay.platform.jdbc.BoundTenant;
import java.util.Optional;

/**
 * The tenant to which the running code is bound. The data source reads it at the first statement of
 * a transaction; without one, tenant tables show no rows and refuse inserts.
 *
 * <p>The binding ends with the call and does not reach threads that the call starts: bind again
 * inside the task.
 */
public final class TenantScope {

  private TenantScope() {}

  public static Optional<TenantId> current() {
    return Optional.ofNullable(BoundTenant.name()).map(TenantId::new);
  }

  /** Runs the work bound to the tenant, and fails if it is bound to another one already. */
  public static <T, X extends Throwable> T call(
      TenantId tenant, ScopedValue.CallableOp<? extends T, X> work) throws X {
    String bound = BoundTenant.name();
    if (bound != null && !bound.equals(tenant.value())) {
      throw new IllegalStateException(
          "work of tenant " + bound + " may not turn to tenant " + tenant + ": finish it first");
    }
    return BoundTenant.<T, X>call(tenant.value(), work);
  }
}
