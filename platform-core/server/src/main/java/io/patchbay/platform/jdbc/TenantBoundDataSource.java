package io.patchbay.platform.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of the application's role. Before the first statement of each transaction the tenant
 * of {@link BoundTenant} is bound to the transaction, so that row-level security shows that
 * tenant's rows and no others; nobody can forget it. Outside a transaction nothing is bound, so
 * nothing is seen.
 */
public final class TenantBoundDataSource implements DataSource {

  private static final String BIND = "select set_config('app.tenant', ?, true)";

  private final PGSimpleDataSource physical = new PGSimpleDataSource();

  /** The container makes it and then sets its properties. */
  public TenantBoundDataSource() {
    physical.setApplicationName("patchbay");
  }

  public void setUrl(String url) {
    physical.setUrl(url);
  }

  public void setUser(String user) {
    physical.setUser(user);
  }

  public void setPassword(String password) {
    physical.setPassword(password);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return bound(physical.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return bound(physical.getConnection(user, password));
  }

  private static Connection bound(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            TenantBoundDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Binding(connection));
  }

  private static final class Binding implements InvocationHandler {

    private final Connection connection;

    /** The tenant bound to the running transaction; null before its first statement. */
    private @Nullable String boundTo;

    Binding(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      switch (method.getName()) {
        case "createStatement", "prepareStatement", "prepareCall" -> bind();
        case "equals" -> {
          return arguments != null && proxy == arguments[0];
        }
        case "hashCode" -> {
          return System.identityHashCode(proxy);
        }
        default -> {}
      }
      try {
        Object result = method.invoke(connection, arguments);
        switch (method.getName()) {
          case "commit", "rollback", "setAutoCommit", "close", "abort" -> {
            // A rollback to a savepoint undoes a binding made after it: bind again, it is cheap.
            boundTo = null;
          }
          default -> {}
        }
        return result;
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }

    private void bind() throws SQLException {
      if (connection.getAutoCommit()) {
        return;
      }
      String name = BoundTenant.name();
      String tenant = name == null ? "" : name;
      if (tenant.equals(boundTo)) {
        return;
      }
      if (boundTo != null) {
        throw new SQLException(
            "The tenant changed inside a transaction: end the transaction before work for another"
                + " tenant begins.");
      }
      try (PreparedStatement statement = connection.prepareStatement(BIND)) {
        statement.setString(1, tenant);
        statement.execute();
      }
      boundTo = tenant;
    }
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.patchbay");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing that may be reached");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
