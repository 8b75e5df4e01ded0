package io.patchbay.platform.database;

import io.patchbay.tenant.TenantId;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way of every feature to its rows: one transaction, bound to one tenant. Calls inside the work
 * join the running transaction if the tenant is the same and fail if it is another. An exception
 * rolls back and passes through. Entities are detached when the call returns: turn them into views
 * inside.
 */
public interface TenantTransactions {

  <T> T inTransaction(TenantId tenant, Function<EntityManager, T> work);

  default void transact(TenantId tenant, Consumer<EntityManager> work) {
    inTransaction(
        tenant,
        em -> {
          work.accept(em);
          return true;
        });
  }
}
