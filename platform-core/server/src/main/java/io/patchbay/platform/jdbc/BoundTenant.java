package io.patchbay.platform.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The name of the tenant to which the running code is bound; {@code TenantScope} is its typed face.
 */
public final class BoundTenant {

  private static final ScopedValue<String> NAME = ScopedValue.newInstance();

  private BoundTenant() {}

  public static @Nullable String name() {
    return NAME.isBound() ? NAME.get() : null;
  }

  public static <T, X extends Throwable> T call(
      String name, ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(NAME, name).<T, X>call(work::call);
  }
}
