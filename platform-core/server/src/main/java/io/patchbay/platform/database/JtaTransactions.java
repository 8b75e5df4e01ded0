package io.patchbay.platform.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.function.Function;

/** Transactions of the container. */
@Singleton
public class JtaTransactions extends ScopedTransactions {

  @PersistenceUnit(unitName = "patchbay")
  @SuppressWarnings("NullAway.Init")
  EntityManagerFactory factory;

  private final UserTransaction transaction;

  @Inject
  public JtaTransactions(UserTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  protected <T> T transact(Function<EntityManager, T> work) {
    try {
      transaction.begin();
      boolean done = false;
      EntityManager em = factory.createEntityManager();
      try {
        T result = work.apply(em);
        transaction.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          rollBack();
        }
        em.close();
      }
    } catch (RollbackException e) {
      throw rolledBack(e);
    } catch (NotSupportedException
        | SystemException
        | HeuristicMixedException
        | HeuristicRollbackException e) {
      throw new IllegalStateException("the transaction manager refused: " + e.getMessage(), e);
    }
  }

  /** The provider's own exception, so that callers see the same in and out of the container. */
  private static RuntimeException rolledBack(RollbackException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof jakarta.persistence.PersistenceException persistence) {
        return persistence;
      }
    }
    return new jakarta.persistence.PersistenceException(e);
  }

  private void rollBack() throws SystemException {
    if (transaction.getStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
  }
}
