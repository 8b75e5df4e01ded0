package io.patchbay.run.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The partitions of run, journal and exchange: made ahead of time, and dropped when every tenant
 * may forget what is in them. Days are days of UTC. Thread-safe, and safe on many nodes.
 */
public final class RunPartitions {

  /** A node that could make none for so long still has room for new runs. */
  private static final int DAYS_AHEAD = 3;

  /** So many runs that go on move out of a partition that is dropped; with more it stays. */
  private static final int MAX_MOVED = 10_000;

  private static final String ALL =
      "select name, from_day = '-infinity' as first, to_day, case when from_day = '-infinity'"
          + " then '00000000-0000-0000-0000-000000000000'::uuid"
          + " else run_id_floor(from_day::timestamp at time zone 'UTC') end as low,"
          + " run_id_floor(to_day::timestamp at time zone 'UTC') as high"
          + " from run_partition order by to_day";

  /**
   * One partition of each of the tables.
   *
   * @param first holds what was there before there were partitions, without a lower end
   * @param toDay the day after its last
   */
  public record Partition(String name, boolean first, LocalDate toDay, UUID low, UUID high) {
    boolean endedBefore(Instant moment) {
      return !toDay.atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(moment);
    }
  }

  private final EngineDatabase database;
  private final InstantSource clock;

  public RunPartitions(EngineDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * An eighth of the longest retention, so that about ten partitions exist however long it is:
   * every query that does not name a run looks into each.
   */
  static int days(int longestRetention) {
    return Math.clamp((longestRetention + 7) / 8, 1, 31);
  }

  /** Answers how many were made. */
  public int makeAhead(int longestRetention) {
    LocalDate until = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_AHEAD);
    return database.inTransaction(
        c -> {
          try (PreparedStatement make = c.prepareStatement("select make_run_partitions(?, ?)")) {
            make.setInt(1, days(longestRetention));
            make.setObject(2, until);
            try (ResultSet rows = make.executeQuery()) {
              rows.next();
              return rows.getInt(1);
            }
          }
        });
  }

  /** Oldest first. */
  public List<Partition> all() {
    return database.inTransaction(RunPartitions::all);
  }

  private static List<Partition> all(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALL);
        ResultSet rows = select.executeQuery()) {
      List<Partition> partitions = new ArrayList<>();
      while (rows.next()) {
        partitions.add(
            new Partition(
                rows.getString("name"),
                rows.getBoolean("first"),
                rows.getObject("to_day", LocalDate.class),
                rows.getObject("low", UUID.class),
                rows.getObject("high", UUID.class)));
      }
      return partitions;
    }
  }

  /**
   * Drops the partitions that ended before the moment and whose runs did, each in a transaction of
   * its own. Nobody else reads or writes runs for the instant that a drop takes; when it cannot
   * have that instant within two seconds, it fails and is tried the next time.
   *
   * @param limit what ended before, nobody keeps
   * @return how many runs went
   */
  public long retire(Instant limit) {
    long gone = 0;
    for (Partition partition : all()) {
      if (partition.endedBefore(limit)) {
        gone += database.inTransaction(c -> retire(c, partition, limit));
      }
    }
    return gone;
  }

  private static long retire(Connection connection, Partition partition, Instant limit)
      throws SQLException {
    lock(connection);
    if (!all(connection).contains(partition)) {
      return 0;
    }
    List<UUID> kept = stillNeeded(connection, partition, limit);
    if (kept.size() > MAX_MOVED) {
      return 0;
    }
    RunTotals.forget(connection, partition.low, partition.high, limit);
    long gone = countRemoved(connection, partition, limit);
    try (PreparedStatement retire =
        connection.prepareStatement("select retire_run_partition(?, ?)")) {
      retire.setString(1, partition.name);
      retire.setArray(2, connection.createArrayOf("uuid", kept.toArray()));
      retire.execute();
    }
    return gone;
  }

  /** Until the transaction ends no other node makes or drops partitions. */
  private static void lock(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("select pg_advisory_xact_lock(hashtext('patchbay.run_partition'))");
    }
  }

  private static List<UUID> stillNeeded(Connection connection, Partition partition, Instant limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from run where id >= ? and id < ?"
                + " and (finished_at is null or finished_at >= ?) limit ?")) {
      select.setObject(1, partition.low);
      select.setObject(2, partition.high);
      select.setObject(3, Rows.timestamp(limit));
      select.setInt(4, MAX_MOVED + 1);
      List<UUID> kept = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          kept.add(rows.getObject(1, UUID.class));
        }
      }
      return kept;
    }
  }

  /** What ended before the limit does not change any more: counting it needs no lock. */
  private static long countRemoved(Connection connection, Partition partition, Instant limit)
      throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement(
            "with gone as (select tenant_id, count(*) as n from run where id >= ? and id < ?"
                + " and finished_at < ? group by tenant_id), written as ("
                + "insert into ledger (tenant_id, id, accepted, removed, at)"
                + " select tenant_id, gen_random_uuid(), 0, n, now() from gone)"
                + " select coalesce(sum(n), 0) from gone")) {
      count.setObject(1, partition.low);
      count.setObject(2, partition.high);
      count.setObject(3, Rows.timestamp(limit));
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
