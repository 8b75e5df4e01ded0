package io.patchbay.identity.jdbc;

import io.patchbay.identity.Caller;
import io.patchbay.identity.CallerCache;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.platform.database.EngineDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Personal API tokens: who a token stands for. */
@Singleton
public class ApiTokens {

  public static final String PREFIX = "pb_";

  private final EngineDatabase database;
  private final CallerCache cache;
  private final InstantSource clock;

  @Inject
  public ApiTokens(EngineDatabase database, CallerCache cache, InstantSource clock) {
    this.database = database;
    this.cache = cache;
    this.clock = clock;
  }

  public Optional<Caller.SignedIn> find(OpaqueToken token) {
    return cache.find(token.hash(), this::lookUp);
  }

  private Optional<Caller.SignedIn> lookUp(byte[] hash) {
    Timestamp now = Timestamp.from(clock.instant());
    Timestamp aMinuteAgo = Timestamp.from(now.toInstant().minusSeconds(60));
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select account_id, only_tenant from api_token"
                          + " where token_hash = ? and (expires_at is null or expires_at > ?)");
              PreparedStatement used =
                  connection.prepareStatement(
                      "update api_token set used_at = ? where token_hash = ?"
                          + " and (used_at is null or used_at < ?)")) {
            select.setBytes(1, hash);
            select.setTimestamp(2, now);
            try (ResultSet row = select.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              used.setTimestamp(1, now);
              used.setBytes(2, hash);
              used.setTimestamp(3, aMinuteAgo);
              used.executeUpdate();
              return CallerQuery.caller(
                  connection, row.getObject(1, UUID.class), row.getString(2), null);
            }
          }
        });
  }
}
