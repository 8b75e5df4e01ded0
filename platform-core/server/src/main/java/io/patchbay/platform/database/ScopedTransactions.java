package io.patchbay.platform.database;

import io.patchbay.tenant.TenantId;
import io.patchbay.tenant.TenantScope;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/**
 * Binds the tenant and joins a running transaction; how one is begun and ended is the subclass's.
 */
public abstract class ScopedTransactions implements TenantTransactions {

  private static final ScopedValue<EntityManager> RUNNING = ScopedValue.newInstance();

  @Override
  public final <T> T inTransaction(TenantId tenant, Function<EntityManager, T> work) {
    return TenantScope.<T, RuntimeException>call(
        tenant,
        () ->
            RUNNING.isBound()
                ? work.apply(RUNNING.get())
                : transact(
                    em ->
                        ScopedValue.where(RUNNING, em)
                            .<T, RuntimeException>call(() -> work.apply(em))));
  }

  /** Begins, applies, commits; rolls back when the work throws. */
  protected abstract <T> T transact(Function<EntityManager, T> work);
}
