package io.patchbay.run.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Drops what is older than a tenant wants to keep. Whole partitions first, when no tenant needs
 * them; then, for tenants that keep less than others, ended runs of ended partitions in small
 * transactions; then what nothing refers to any more. A run is kept at least as long as its tenant
 * says, and at most the days of a partition longer.
 */
public final class Retention {

  private static final int CHUNK = 500;

  /** Of an installation without tenants. */
  private static final int DEFAULT_DAYS = 30;

  /** So long a deleted flow is kept, and longer while one of its runs goes on. */
  private static final Duration DELETED_FLOWS = Duration.ofDays(30);

  /** A draft that is being tested may be between its copy and its run. */
  private static final Duration UNUSED_DRAFTS = Duration.ofDays(1);

  /** A tenant with the number of days it keeps runs. */
  public record Keeping(String tenant, int days) {}

  private final EngineDatabase database;
  private final InstantSource clock;
  private final RunPartitions partitions;

  public Retention(EngineDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.partitions = new RunPartitions(database, clock);
  }

  /** Makes the partitions of the next days; to be called at the start and every few hours. */
  public int makePartitions() {
    return partitions.makeAhead(longest());
  }

  /** Drops the partitions that no tenant needs; answers how many runs went with them. */
  public long dropPartitions() {
    long gone = partitions.retire(clock.instant().minus(Duration.ofDays(longest())));
    database.transact(
        c -> {
          try (Statement analyze = c.createStatement()) {
            analyze.execute("select analyze_runs()");
          }
        });
    return gone;
  }

  private int longest() {
    return tenants().stream().mapToInt(Keeping::days).max().orElse(DEFAULT_DAYS);
  }

  public List<Keeping> tenants() {
    return database.inTransaction(
        c -> {
          try (PreparedStatement select =
                  c.prepareStatement("select id, run_retention_days from tenant order by id");
              ResultSet rows = select.executeQuery()) {
            List<Keeping> tenants = new ArrayList<>();
            while (rows.next()) {
              tenants.add(new Keeping(rows.getString(1), rows.getInt(2)));
            }
            return tenants;
          }
        });
  }

  /** Answers how many runs were dropped. */
  public int sweep(Keeping keeping) {
    Instant limit = clock.instant().minus(Duration.ofDays(keeping.days));
    UUID before = rowsBefore(limit);
    int dropped = 0;
    int chunk;
    do {
      chunk = database.inTransaction(c -> dropRuns(c, keeping.tenant, limit, before));
      dropped += chunk;
    } while (chunk == CHUNK);
    database.transact(c -> dropLeftovers(c, keeping.tenant, limit));
    return dropped;
  }

  /** Partitions that have not ended wait for their drop; the first one may be very long. */
  private UUID rowsBefore(Instant limit) {
    UUID before = RunId.create(limit, new Random(0)).value();
    return partitions.all().stream()
        .filter(p -> !p.first() && !p.endedBefore(limit))
        .map(RunPartitions.Partition::low)
        .findFirst()
        .filter(low -> low.toString().compareTo(before.toString()) < 0)
        .orElse(before);
  }

  private int dropRuns(Connection connection, String tenant, Instant limit, UUID before)
      throws SQLException {
    List<UUID> runs = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from run where tenant_id = ? and finished_at < ? and id < ?"
                + " order by finished_at limit ? for update skip locked")) {
      select.setString(1, tenant);
      select.setObject(2, Rows.timestamp(limit));
      select.setObject(3, before);
      select.setInt(4, CHUNK);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          runs.add(rows.getObject(1, UUID.class));
        }
      }
    }
    if (runs.isEmpty()) {
      return 0;
    }
    RunTotals.forget(connection, tenant, runs.toArray());
    for (String delete :
        new String[] {
          "delete from journal where tenant_id = ? and run_id = any(?)",
          "delete from exchange where tenant_id = ? and run_id = any(?)",
          "delete from settlement where tenant_id = ? and run_id = any(?)",
          "delete from signal where tenant_id = ? and run_id = any(?)",
          "delete from event_delivery where tenant_id = ? and run_id = any(?)",
          "delete from run where tenant_id = ? and id = any(?)"
        }) {
      try (PreparedStatement statement = connection.prepareStatement(delete)) {
        statement.setString(1, tenant);
        statement.setArray(2, connection.createArrayOf("uuid", runs.toArray()));
        statement.executeUpdate();
      }
    }
    countRemoved(connection, tenant, runs.size());
    return runs.size();
  }

  private void countRemoved(Connection connection, String tenant, int removed) throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into ledger (tenant_id, id, accepted, removed, at) values (?, ?, 0, ?, ?)")) {
      insert.setString(1, tenant);
      insert.setObject(2, Rows.newId(now));
      insert.setInt(3, removed);
      insert.setObject(4, Rows.timestamp(now));
      insert.executeUpdate();
    }
  }

  private void dropLeftovers(Connection connection, String tenant, Instant limit)
      throws SQLException {
    for (String delete :
        new String[] {
          "delete from firing where tenant_id = ? and at < ?",
          "delete from settlement s where tenant_id = ? and at < ? and not exists"
              + " (select 1 from run r where r.tenant_id = s.tenant_id and r.id = s.run_id)",
          "delete from signal s where tenant_id = ? and at < ? and not exists"
              + " (select 1 from run r where r.tenant_id = s.tenant_id and r.id = s.run_id)",
          "delete from approval a where tenant_id = ? and created_at < ? and not exists"
              + " (select 1 from run r where r.tenant_id = a.tenant_id and r.id = a.run_id)",
          "delete from schedule_fire where tenant_id = ? and fire_at < ?"
        }) {
      try (PreparedStatement statement = connection.prepareStatement(delete)) {
        statement.setString(1, tenant);
        statement.setObject(2, Rows.timestamp(limit));
        statement.executeUpdate();
      }
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from idempotency where tenant_id = ? and expires_at < ?")) {
      delete.setString(1, tenant);
      delete.setObject(2, Rows.timestamp(clock.instant()));
      delete.executeUpdate();
    }
    dropEvents(connection, tenant, limit);
    try (PreparedStatement purge = connection.prepareStatement("select purge_flows(?, ?, ?)")) {
      purge.setString(1, tenant);
      purge.setObject(2, Rows.timestamp(clock.instant().minus(DELETED_FLOWS)));
      purge.setObject(3, Rows.timestamp(clock.instant().minus(UNUSED_DRAFTS)));
      purge.execute();
    }
    dropPayloads(connection, tenant, limit);
    compactLedger(connection, tenant);
  }

  /** From the oldest on: positions follow the time of arrival. */
  private static void dropEvents(Connection connection, String tenant, Instant limit)
      throws SQLException {
    for (String delete :
        new String[] {
          "delete from event where tenant_id = ? and received_at < ?"
              + " and position <= (select max(position) from (select position from event"
              + " where tenant_id = ? order by position limit 20000) first)",
          "delete from event_delivery where tenant_id = ? and ?::timestamptz is not null"
              + " and position < (select coalesce(min(position), 0) from event"
              + " where tenant_id = ?)",
          "delete from event_gathered where tenant_id = ? and ?::timestamptz is not null"
              + " and position < (select coalesce(min(position), 0) from event"
              + " where tenant_id = ?)"
        }) {
      try (PreparedStatement statement = connection.prepareStatement(delete)) {
        statement.setString(1, tenant);
        statement.setObject(2, Rows.timestamp(limit));
        statement.setString(3, tenant);
        statement.executeUpdate();
      }
    }
  }

  /** A payload was used last on or after the day on which a run that names it was accepted. */
  private static void dropPayloads(Connection connection, String tenant, Instant limit)
      throws SQLException {
    LocalDate oldest = limit.atZone(ZoneOffset.UTC).toLocalDate();
    try (PreparedStatement select =
        connection.prepareStatement("select min(accepted_at) from run where tenant_id = ?")) {
      select.setString(1, tenant);
      try (ResultSet rows = select.executeQuery()) {
        Instant first = rows.next() ? Rows.instantOrNull(rows, "min") : null;
        LocalDate day = first == null ? oldest : first.atZone(ZoneOffset.UTC).toLocalDate();
        oldest = day.isBefore(oldest) ? day : oldest;
      }
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from payload where tenant_id = ? and used_on < ?")) {
      delete.setString(1, tenant);
      delete.setObject(2, oldest);
      delete.executeUpdate();
    }
  }

  /** Many small counts of the past become one. */
  private void compactLedger(Connection connection, String tenant) throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement compact =
        connection.prepareStatement(
            "with old as (delete from ledger where tenant_id = ? and at < ?"
                + " returning accepted, removed) insert into ledger (tenant_id, id, accepted,"
                + " removed, at) select ?, ?, sum(accepted), sum(removed), ? from old"
                + " having count(*) > 0")) {
      compact.setString(1, tenant);
      compact.setObject(2, Rows.timestamp(now.minus(Duration.ofHours(1))));
      compact.setString(3, tenant);
      compact.setObject(4, Rows.newId(now));
      compact.setObject(5, Rows.timestamp(now.minus(Duration.ofHours(1))));
      compact.executeUpdate();
    }
  }
}
