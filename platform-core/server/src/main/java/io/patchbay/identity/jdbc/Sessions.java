package io.patchbay.identity.jdbc;

import io.patchbay.identity.Caller;
import io.patchbay.identity.CallerCache;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.platform.database.EngineDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Sessions of the console; the cookie is known to the browser alone, here is its hash. */
@Singleton
public class Sessions {

  public static final Duration IDLE = Duration.ofHours(12);
  public static final Duration LONGEST = Duration.ofDays(7);

  private final EngineDatabase database;
  private final CallerCache cache;
  private final InstantSource clock;

  @Inject
  public Sessions(EngineDatabase database, CallerCache cache, InstantSource clock) {
    this.database = database;
    this.cache = cache;
    this.clock = clock;
  }

  public OpaqueToken begin(UUID account, String address) {
    OpaqueToken token = OpaqueToken.random("");
    Instant now = clock.instant();
    database.transact(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into session (token_hash, account_id, csrf_token, created_at, used_at,"
                      + " expires_at, address) values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setBytes(1, token.hash());
            insert.setObject(2, account);
            insert.setString(3, OpaqueToken.random("").value());
            insert.setTimestamp(4, Timestamp.from(now));
            insert.setTimestamp(5, Timestamp.from(now));
            insert.setTimestamp(6, Timestamp.from(now.plus(LONGEST)));
            insert.setString(7, address);
            insert.executeUpdate();
          }
          update(connection, "update account set signed_in_at = ? where id = ?", now, account);
          update(
              connection,
              "delete from session where expires_at < ? and account_id = ?",
              now,
              account);
        });
    return token;
  }

  public Optional<Caller.SignedIn> find(OpaqueToken token) {
    return cache.find(token.hash(), this::lookUp);
  }

  private Optional<Caller.SignedIn> lookUp(byte[] hash) {
    Instant now = clock.instant();
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select account_id, csrf_token, used_at from session"
                      + " where token_hash = ? and expires_at > ? and used_at > ?")) {
            select.setBytes(1, hash);
            select.setTimestamp(2, Timestamp.from(now));
            select.setTimestamp(3, Timestamp.from(now.minus(IDLE)));
            try (ResultSet row = select.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              if (row.getTimestamp(3).toInstant().isBefore(now.minusSeconds(60))) {
                update(
                    connection, "update session set used_at = ? where token_hash = ?", now, hash);
              }
              return CallerQuery.caller(
                  connection, row.getObject(1, UUID.class), null, row.getString(2));
            }
          }
        });
  }

  private static void update(Connection connection, String sql, Instant now, Object key)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setObject(2, key);
      update.executeUpdate();
    }
  }

  /** Ends one session. */
  public void end(OpaqueToken token, UUID account) {
    database.transact(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from session where token_hash = ?")) {
            delete.setBytes(1, token.hash());
            delete.executeUpdate();
          }
        });
    cache.forget(account);
  }

  /** Ends every session of the account. */
  public void endAll(UUID account) {
    database.transact(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from session where account_id = ?")) {
            delete.setObject(1, account);
            delete.executeUpdate();
          }
        });
    cache.forget(account);
  }

  /** Removes what nobody can use any more: sessions and invitations that have ended. */
  public void purge() {
    Instant now = clock.instant();
    database.transact(
        connection -> {
          try (PreparedStatement sessions =
                  connection.prepareStatement(
                      "delete from session where expires_at < ? or used_at < ?");
              PreparedStatement invitations =
                  connection.prepareStatement("delete from invitation where expires_at < ?")) {
            sessions.setTimestamp(1, Timestamp.from(now));
            sessions.setTimestamp(2, Timestamp.from(now.minus(IDLE)));
            sessions.executeUpdate();
            invitations.setTimestamp(1, Timestamp.from(now));
            invitations.executeUpdate();
          }
        });
  }
}
