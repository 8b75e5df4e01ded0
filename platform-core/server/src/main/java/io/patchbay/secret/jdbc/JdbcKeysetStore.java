package io.patchbay.secret.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.secret.KeysetStore;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Keysets, each change in a transaction of its own: were it part of the caller's, a rollback would
 * lose the key of a secret that was sealed meanwhile.
 */
@Singleton
public class JdbcKeysetStore implements KeysetStore {

  private final EngineDatabase database;

  @Inject
  public JdbcKeysetStore(EngineDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<WrappedKeyset> find(TenantId tenant) {
    return database.inTransaction(connection -> find(connection, tenant));
  }

  private static Optional<WrappedKeyset> find(Connection connection, TenantId tenant)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select wrapped, version from tenant_keyset where tenant_id = ?")) {
      select.setString(1, tenant.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new WrappedKeyset(row.getBytes(1), row.getLong(2)))
            : Optional.empty();
      }
    }
  }

  @Override
  public WrappedKeyset insertIfAbsent(TenantId tenant, byte[] bytes) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into tenant_keyset (tenant_id, version, wrapped) values (?, 1, ?)"
                      + " on conflict (tenant_id) do nothing")) {
            insert.setString(1, tenant.value());
            insert.setBytes(2, bytes);
            insert.executeUpdate();
          }
          return find(connection, tenant).orElseThrow();
        });
  }

  @Override
  public boolean replace(TenantId tenant, long version, byte[] bytes) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update tenant_keyset set wrapped = ?, version = version + 1, changed_at = now()"
                      + " where tenant_id = ? and version = ?")) {
            update.setBytes(1, bytes);
            update.setString(2, tenant.value());
            update.setLong(3, version);
            return update.executeUpdate() == 1;
          }
        });
  }

  @Override
  public void delete(TenantId tenant) {
    database.transact(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from tenant_keyset where tenant_id = ?")) {
            delete.setString(1, tenant.value());
            delete.executeUpdate();
          }
        });
  }
}
