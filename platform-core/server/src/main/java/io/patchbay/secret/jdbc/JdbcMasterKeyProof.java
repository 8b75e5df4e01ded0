package io.patchbay.secret.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.secret.tink.MasterKeySource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Remembers with which master key this database was begun. */
@Singleton
public class JdbcMasterKeyProof implements MasterKeySource.Proof {

  private final EngineDatabase database;

  @Inject
  public JdbcMasterKeyProof(EngineDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<byte[]> find() {
    return database.inTransaction(JdbcMasterKeyProof::find);
  }

  private static Optional<byte[]> find(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select sealed from master_key_proof");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
    }
  }

  @Override
  public byte[] insertIfAbsent(byte[] sealed) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into master_key_proof (sealed) values (?) on conflict do nothing")) {
            insert.setBytes(1, sealed);
            insert.executeUpdate();
          }
          return find(connection).orElseThrow();
        });
  }
}
