package io.patchbay.deadletter.jdbc;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditTrail;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs on dead letters: asked for by people, each with its audit entry. */
@Singleton
public class LetterJobs {

  private final EngineDatabase database;
  private final AuditTrail audit;
  private final InstantSource clock;

  @Inject
  public LetterJobs(EngineDatabase database, AuditTrail audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins one; a node takes it up within a second.
   *
   * @param published replay with the published version rather than the one that failed
   */
  public LetterJob start(
      TenantId tenant,
      LetterJob.Action action,
      boolean published,
      LetterJob.Selection which,
      Actor by) {
    Instant now = clock.instant();
    UUID id = Rows.newId(now);
    return database.inTransaction(
        c -> {
          insert(c, tenant, id, action, published, which, by.name(), now);
          LetterJob job = find(c, tenant, id).orElseThrow();
          audit.done(
              c,
              tenant,
              by,
              "dead-letter." + action.name().toLowerCase(Locale.ROOT),
              id.toString(),
              job.total() + " runs" + (which.flow() == null ? "" : " of flow " + which.flow()));
          return job;
        });
  }

  private static void insert(
      Connection connection,
      TenantId tenant,
      UUID id,
      LetterJob.Action action,
      boolean published,
      LetterJob.Selection which,
      String by,
      Instant now)
      throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into letter_job (tenant_id, id, action, published, state, runs, flow_id,"
                    + " from_at, to_at, search, of_job, total, started_by, started_at)"
                    + " values (?, ?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, 0, ?, ?)");
        PreparedStatement count =
            connection.prepareStatement(
                "update letter_job u set total = (select count(*) from run r, letter_job j"
                    + " where j.tenant_id = u.tenant_id and j.id = u.id and"
                    + LetterSql.CHOSEN
                    + ") where u.tenant_id = ? and u.id = ?")) {
      List<UUID> runs = which.runs();
      insert.setString(1, tenant.value());
      insert.setObject(2, id);
      insert.setString(3, action.name().toLowerCase(Locale.ROOT));
      insert.setBoolean(4, published);
      Array ids = runs == null ? null : connection.createArrayOf("uuid", runs.toArray());
      insert.setArray(5, ids);
      insert.setString(6, which.flow());
      insert.setObject(7, Rows.timestampOrNull(which.from()), Types.TIMESTAMP_WITH_TIMEZONE);
      insert.setObject(8, Rows.timestampOrNull(which.to()), Types.TIMESTAMP_WITH_TIMEZONE);
      insert.setString(9, like(which.search()));
      insert.setObject(10, which.ofJob(), Types.OTHER);
      insert.setString(11, by);
      insert.setObject(12, Rows.timestamp(now));
      insert.executeUpdate();
      count.setString(1, tenant.value());
      count.setObject(2, id);
      count.executeUpdate();
    }
  }

  private static @Nullable String like(@Nullable String search) {
    return search == null
        ? null
        : "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  /** What is done stays done. False: it had ended. */
  public boolean cancel(TenantId tenant, UUID id, Actor by) {
    return database.inTransaction(
        c -> {
          try (PreparedStatement update =
              c.prepareStatement(
                  "update letter_job set state = 'cancelled', ended_at = ?"
                      + " where tenant_id = ? and id = ? and state = 'running'")) {
            update.setObject(1, Rows.timestamp(clock.instant()));
            update.setString(2, tenant.value());
            update.setObject(3, id);
            boolean done = update.executeUpdate() == 1;
            if (done) {
              audit.done(c, tenant, by, "dead-letter.cancel", id.toString(), "");
            }
            return done;
          }
        });
  }

  public Optional<LetterJob> find(TenantId tenant, UUID id) {
    return database.inTransaction(c -> find(c, tenant, id));
  }

  /** The newest. */
  public List<LetterJob> newest(TenantId tenant, int limit) {
    return database.inTransaction(
        c -> {
          try (PreparedStatement select =
              c.prepareStatement(LetterSql.JOB + "where tenant_id = ? order by id desc limit ?")) {
            select.setString(1, tenant.value());
            select.setInt(2, limit);
            return read(select);
          }
        });
  }

  private static Optional<LetterJob> find(Connection connection, TenantId tenant, UUID id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(LetterSql.JOB + "where tenant_id = ? and id = ?")) {
      select.setString(1, tenant.value());
      select.setObject(2, id);
      return read(select).stream().findFirst();
    }
  }

  private static List<LetterJob> read(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<LetterJob> jobs = new ArrayList<>();
      while (rows.next()) {
        jobs.add(
            new LetterJob(
                rows.getObject("id", UUID.class),
                LetterJob.Action.valueOf(rows.getString("action").toUpperCase(Locale.ROOT)),
                LetterJob.State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                rows.getLong("total"),
                rows.getLong("done"),
                rows.getLong("refused"),
                rows.getString("started_by"),
                Rows.instant(rows, "started_at"),
                Rows.instantOrNull(rows, "ended_at")));
      }
      return jobs;
    }
  }
}
