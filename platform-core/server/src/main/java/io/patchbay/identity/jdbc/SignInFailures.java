package io.patchbay.identity.jdbc;

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
import java.util.Locale;

/**
 * Counts failed sign-ins in a row by login and by address, known or not, and makes the next attempt
 * wait: from the fifth failure of a login, or the fiftieth of an address, 30 seconds that double up
 * to 15 minutes. A day without failures forgets them.
 */
@Singleton
public class SignInFailures {

  private static final int FREE_PER_LOGIN = 5;
  private static final int FREE_PER_ADDRESS = 50;
  private static final Duration FORGET = Duration.ofDays(1);
  private static final long FIRST_WAIT_SECONDS = 30;
  private static final long LONGEST_WAIT_SECONDS = 900;

  private final EngineDatabase database;
  private final InstantSource clock;

  @Inject
  public SignInFailures(EngineDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How long this login or address has to wait yet; zero when it need not. */
  public Duration wait(String login, String address) {
    Instant now = clock.instant();
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select max(locked_until) from sign_in_failure where source in (?, ?)")) {
            select.setString(1, ofLogin(login));
            select.setString(2, ofAddress(address));
            try (ResultSet row = select.executeQuery()) {
              row.next();
              Timestamp until = row.getTimestamp(1);
              return until == null || !until.toInstant().isAfter(now)
                  ? Duration.ZERO
                  : Duration.between(now, until.toInstant());
            }
          }
        });
  }

  public void failed(String login, String address) {
    database.transact(
        connection -> {
          count(connection, ofLogin(login), FREE_PER_LOGIN);
          count(connection, ofAddress(address), FREE_PER_ADDRESS);
          try (PreparedStatement delete =
              connection.prepareStatement("delete from sign_in_failure where last_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(FORGET)));
            delete.executeUpdate();
          }
        });
  }

  private void count(Connection connection, String source, int free) throws SQLException {
    Instant now = clock.instant();
    int failures;
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into sign_in_failure (source, failures, last_at) values (?, 1, ?)
            on conflict (source) do update set failures = sign_in_failure.failures + 1, last_at = excluded.last_at
            returning failures
            """)) {
      upsert.setString(1, source);
      upsert.setTimestamp(2, Timestamp.from(now));
      try (ResultSet row = upsert.executeQuery()) {
        row.next();
        failures = row.getInt(1);
      }
    }
    if (failures < free) {
      return;
    }
    long seconds =
        Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS << Math.min(failures - free, 10));
    try (PreparedStatement lock =
        connection.prepareStatement(
            "update sign_in_failure set locked_until = ? where source = ?")) {
      lock.setTimestamp(1, Timestamp.from(now.plusSeconds(seconds)));
      lock.setString(2, source);
      lock.executeUpdate();
    }
  }

  /** A right password ends the login's count; the address's goes on. */
  public void succeeded(String login) {
    database.transact(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from sign_in_failure where source = ?")) {
            delete.setString(1, ofLogin(login));
            delete.executeUpdate();
          }
        });
  }

  private static String ofLogin(String login) {
    String name = login.strip().toLowerCase(Locale.ROOT);
    return "login:" + (name.length() > 200 ? name.substring(0, 200) : name);
  }

  private static String ofAddress(String address) {
    return "address:" + address;
  }
}
