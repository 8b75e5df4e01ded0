package io.patchbay.platform.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The platform's own work across tenants: run store, schedules, identity, operator. Features of a
 * tenant use {@link TenantTransactions} instead; an architecture test keeps the list of who may
 * come here.
 */
@Singleton
public class EngineDatabase {

  /** One transaction's work; whatever it throws rolls back. */
  @FunctionalInterface
  public interface Work<T> {
    T apply(Connection connection) throws SQLException;
  }

  /** As {@link Work}, without an answer. */
  @FunctionalInterface
  public interface Task {
    void run(Connection connection) throws SQLException;
  }

  private final DataSource source;

  @Inject
  public EngineDatabase(@Engine DataSource source) {
    this.source = source;
  }

  /**
   * For libraries that want connections (Quartz, group commit); every connection must be closed.
   */
  public Connection connection() throws SQLException {
    return source.getConnection();
  }

  /** Work that is one statement: it commits by itself, in one trip to the database. */
  public <T> T inOneStatement(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  public void transact(Task task) {
    inTransaction(
        connection -> {
          task.run(connection);
          return true;
        });
  }

  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.apply(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }
}
