package io.patchbay.audit;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.rest.Page;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a chain, newest first, and checks that nobody touched it. */
@Singleton
public class AuditReader {

  /** What a check of a chain found. */
  public sealed interface Verdict {

    record Intact(long entries) implements Verdict {}

    /**
     * @param number the first entry that is not what was written
     */
    record Broken(long number, String what) implements Verdict {}
  }

  private static final String COLUMNS =
      "select number, at, actor, action, target, address, outcome, detail, mac from audit_event";

  private final AuditKey key;
  private final EngineDatabase engine;

  @Inject
  public AuditReader(AuditKey key, EngineDatabase engine) {
    this.key = key;
    this.engine = engine;
  }

  /** A page of the chain of a tenant or of {@link AuditTrail#PLATFORM}. */
  public <T> Page<T> page(String chain, PageRequest request, Function<AuditEvent, T> view) {
    long before = request.after(1).map(key -> number(key.getFirst())).orElse(Long.MAX_VALUE);
    @Nullable String pattern = request.searchPattern();
    List<AuditEvent> events =
        engine.inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      COLUMNS
                          + " where tenant_id = ? and number < ? and (?::text is null or actor"
                          + " ilike ? or action ilike ? or target ilike ? or detail ilike ?)"
                          + " order by number desc limit ?")) {
                select.setString(1, chain);
                select.setLong(2, before);
                for (int i = 3; i <= 7; i++) {
                  select.setString(i, pattern);
                }
                select.setInt(8, request.rows());
                return read(select);
              }
            });
    return Page.of(events, request, view, e -> List.of(Long.toString(e.number())));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.unreadable("request.bad-cursor", "The cursor is not one of this list.");
    }
  }

  /** The names of all chains. */
  public List<String> chains() {
    return engine.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select tenant_id from audit_head union select tenant_id from audit_event"
                          + " order by 1");
              ResultSet row = select.executeQuery()) {
            List<String> chains = new ArrayList<>();
            while (row.next()) {
              chains.add(row.getString(1));
            }
            return chains;
          }
        });
  }

  /** Follows the whole chain: finds what was deleted, altered, inserted, reordered or cut off. */
  public Verdict verify(String chain) {
    return engine.inTransaction(connection -> verify(connection, chain));
  }

  private Verdict verify(Connection connection, String chain) throws SQLException {
    byte[] before = new byte[0];
    long last = 0;
    while (true) {
      List<AuditEvent> events = after(connection, chain, last);
      if (events.isEmpty()) {
        return checkHead(connection, chain, last, before);
      }
      for (AuditEvent event : events) {
        if (event.number() != last + 1) {
          return new Verdict.Broken(last + 1, "deleted");
        }
        if (!MessageDigest.isEqual(event.mac(), key.seal(chain, before, event))) {
          return new Verdict.Broken(event.number(), "altered, inserted or moved");
        }
        before = event.mac();
        last = event.number();
      }
    }
  }

  private static List<AuditEvent> after(Connection connection, String chain, long number)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            COLUMNS + " where tenant_id = ? and number > ? order by number limit 1000")) {
      select.setString(1, chain);
      select.setLong(2, number);
      return read(select);
    }
  }

  private static Verdict checkHead(Connection connection, String chain, long last, byte[] mac)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select number, mac from audit_head where tenant_id = ?")) {
      select.setString(1, chain);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return last == 0
              ? new Verdict.Intact(0)
              : new Verdict.Broken(last, "the end of the chain was deleted");
        }
        return row.getLong(1) == last && MessageDigest.isEqual(row.getBytes(2), mac)
            ? new Verdict.Intact(last)
            : new Verdict.Broken(last + 1, "entries were deleted or added at the end");
      }
    }
  }

  private static List<AuditEvent> read(PreparedStatement select) throws SQLException {
    List<AuditEvent> events = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        events.add(
            new AuditEvent(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                AuditEvent.Outcome.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getString(8),
                row.getBytes(9)));
      }
    }
    return events;
  }
}
