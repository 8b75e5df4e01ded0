package io.patchbay.identity.jdbc;

import io.patchbay.identity.Account;
import io.patchbay.platform.database.EngineDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Accounts of the installation. */
@Singleton
public class Accounts {

  private static final String COLUMNS =
      "id, user_name, display_name, email, password_hash, operator, must_change_password";

  private final EngineDatabase database;

  @Inject
  public Accounts(EngineDatabase database) {
    this.database = database;
  }

  /** By user name or e-mail address, whatever its case. */
  public Optional<Account> findByLogin(String login) {
    String wanted = login.strip().toLowerCase(Locale.ROOT);
    return database.inTransaction(
        connection -> find(connection, "where user_name = ? or email = ?", wanted, wanted));
  }

  public Optional<Account> find(UUID id) {
    return database.inTransaction(connection -> find(connection, "where id = ?", id));
  }

  private static Optional<Account> find(Connection connection, String where, Object... values)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from account " + where + " order by user_name limit 1")) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getObject("id", UUID.class),
        row.getString("user_name"),
        row.getString("display_name"),
        row.getString("email"),
        row.getString("password_hash"),
        row.getBoolean("operator"),
        row.getBoolean("must_change_password"));
  }

  public boolean none() {
    return database.inTransaction(connection -> find(connection, "").isEmpty());
  }

  /** Adds the account; false when the login or the address is taken. */
  public boolean add(Account account) {
    return database.inTransaction(connection -> add(connection, account));
  }

  /** As {@link #add(Account)}, in the caller's transaction. */
  public static boolean add(Connection connection, Account account) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into account ("
                + COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
      insert.setObject(1, account.id());
      insert.setString(2, account.login());
      insert.setString(3, account.name());
      insert.setString(4, account.email());
      insert.setString(5, account.passwordHash());
      insert.setBoolean(6, account.operator());
      insert.setBoolean(7, account.mustChangePassword());
      return insert.executeUpdate() == 1;
    }
  }

  public void changePassword(UUID id, String hash) {
    database.transact(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update account set password_hash = ?, must_change_password = false where id = ?")) {
            update.setString(1, hash);
            update.setObject(2, id);
            update.executeUpdate();
          }
        });
  }
}
