package io.patchbay.token;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditEvent.Outcome;
import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.CallerCache;
import io.patchbay.identity.Membership;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tokens of one account: every statement names it. */
@Singleton
public class OwnTokens {

  /** So many may one account have. */
  private static final int MAX_TOKENS = 100;

  private static final String SELECT =
      "select k.id, k.name, k.prefix, t.slug, k.created_at, k.expires_at, k.used_at from api_token k"
          + " left join tenant t on t.id = k.only_tenant where k.account_id = ?";

  private final EngineDatabase database;
  private final AuditTrail audit;
  private final CallerCache callers;
  private final InstantSource clock;

  @Inject
  public OwnTokens(
      EngineDatabase database, AuditTrail audit, CallerCache callers, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /** Newest first; one row more than the page holds. */
  public List<ApiToken> list(UUID account, PageRequest page) {
    @Nullable String after = page.after(1).map(List::getFirst).orElse(null);
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  SELECT
                      + " and (?::text is null or to_char(k.created_at at time zone 'UTC',"
                      + " 'YYYYMMDDHH24MISSUS') || k.id::text < ?) order by to_char(k.created_at at"
                      + " time zone 'UTC', 'YYYYMMDDHH24MISSUS') || k.id::text desc limit ?")) {
            select.setObject(1, account);
            select.setString(2, after);
            select.setString(3, after);
            select.setInt(4, page.rows());
            return read(select);
          }
        });
  }

  /** The place of a token in the list. */
  public static String key(ApiToken token) {
    return java.time.format.DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSSSSS")
            .withZone(java.time.ZoneOffset.UTC)
            .format(token.createdAt())
        + token.id();
  }

  public ApiToken create(
      UUID account,
      Actor actor,
      String name,
      @Nullable Membership tenant,
      @Nullable Integer days,
      OpaqueToken value) {
    Instant now = clock.instant();
    UUID id = UUID.randomUUID();
    return database.inTransaction(
        connection -> {
          try (PreparedStatement count =
                  connection.prepareStatement(
                      "select count(*) from api_token where account_id = ?");
              PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into api_token (id, account_id, only_tenant, name, prefix, token_hash,"
                          + " created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)");
              PreparedStatement select = connection.prepareStatement(SELECT + " and k.id = ?")) {
            count.setObject(1, account);
            try (ResultSet row = count.executeQuery()) {
              row.next();
              if (row.getInt(1) >= MAX_TOKENS) {
                throw Problem.conflict(
                    "token.too-many", "There are " + MAX_TOKENS + " tokens. Revoke some first.");
              }
            }
            insert.setObject(1, id);
            insert.setObject(2, account);
            insert.setString(3, tenant == null ? null : tenant.tenant().value());
            insert.setString(4, name);
            insert.setString(5, value.value().substring(0, 9));
            insert.setBytes(6, value.hash());
            insert.setTimestamp(7, Timestamp.from(now));
            insert.setTimestamp(
                8, days == null ? null : Timestamp.from(now.plusSeconds(86_400L * days)));
            insert.executeUpdate();
            audit.platform(connection, actor, "token.create", name, Outcome.DONE, "");
            select.setObject(1, account);
            select.setObject(2, id);
            return read(select).getFirst();
          }
        });
  }

  /** Revokes at once; a token of somebody else does not exist. */
  public void delete(UUID account, Actor actor, UUID id) {
    database.transact(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from api_token where account_id = ? and id = ?")) {
            delete.setObject(1, account);
            delete.setObject(2, id);
            if (delete.executeUpdate() == 0) {
              throw Problem.notFound("token", id.toString());
            }
          }
          audit.platform(connection, actor, "token.delete", id.toString(), Outcome.DONE, "");
        });
    callers.forget(account);
  }

  private static List<ApiToken> read(PreparedStatement select) throws SQLException {
    List<ApiToken> tokens = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        tokens.add(
            new ApiToken(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                instant(row.getTimestamp(6)),
                instant(row.getTimestamp(7))));
      }
    }
    return tokens;
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
