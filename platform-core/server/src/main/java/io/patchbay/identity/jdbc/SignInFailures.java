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
import org.jspecify.annotations.Nullable;

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

  /**
   * Lets an attempt in and counts it as failed until {@link #succeeded} says otherwise, so that
   * many attempts at once get no further than as many in a row. Zero, or how long to wait yet: then
   * the attempt is neither let in nor counted.
   */
  public Duration admit(String login, String address) {
    Instant now = clock.instant();
    return database.inTransaction(
        connection -> {
          forget(connection, now);
          Duration wait = longest(count(connection, ofLogin(login), FREE_PER_LOGIN, now), now);
          if (wait.isZero()) {
            wait = longest(count(connection, ofAddress(address), FREE_PER_ADDRESS, now), now);
          }
          if (wait.isPositive()) {
            connection.rollback();
          }
          return wait;
        });
  }

  private static Duration longest(@Nullable Instant lockedUntil, Instant now) {
    return lockedUntil == null || !lockedUntil.isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, lockedUntil);
  }

  /**
   * Counts one more and gives back until when the source was locked before; the row stays locked.
   */
  private static @Nullable Instant count(
      Connection connection, String source, int free, Instant now) throws SQLException {
    try (PreparedStatement first =
            connection.prepareStatement(
                "insert into sign_in_failure (source, failures, last_at) values (?, 0, ?) on"
                    + " conflict do nothing");
        PreparedStatement select =
            connection.prepareStatement(
                "select failures, locked_until from sign_in_failure where source = ? for update");
        PreparedStatement update =
            connection.prepareStatement(
                "update sign_in_failure set failures = ?, last_at = ?, locked_until = ? where"
                    + " source = ?")) {
      first.setString(1, source);
      first.setTimestamp(2, Timestamp.from(now));
      first.executeUpdate();
      select.setString(1, source);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        int failures = row.getInt(1) + 1;
        @Nullable Timestamp lockedUntil = row.getTimestamp(2);
        update.setInt(1, failures);
        update.setTimestamp(2, Timestamp.from(now));
        update.setTimestamp(
            3, failures < free ? null : Timestamp.from(now.plus(delay(failures - free))));
        update.setString(4, source);
        update.executeUpdate();
        return lockedUntil == null ? null : lockedUntil.toInstant();
      }
    }
  }

  private static Duration delay(int beyond) {
    return Duration.ofSeconds(
        Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS << Math.min(beyond, 10)));
  }

  private static void forget(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from sign_in_failure where last_at < ?")) {
      delete.setTimestamp(1, Timestamp.from(now.minus(FORGET)));
      delete.executeUpdate();
    }
  }

  /** A right password ends the login's count and takes this attempt off the address's. */
  public void succeeded(String login, String address) {
    database.transact(
        connection -> {
          try (PreparedStatement delete =
                  connection.prepareStatement("delete from sign_in_failure where source = ?");
              PreparedStatement less =
                  connection.prepareStatement(
                      "update sign_in_failure set failures = greatest(failures - 1, 0),"
                          + " locked_until = case when failures > ? then locked_until end where source = ?")) {
            delete.setString(1, ofLogin(login));
            delete.executeUpdate();
            less.setInt(1, FREE_PER_ADDRESS);
            less.setString(2, ofAddress(address));
            less.executeUpdate();
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
