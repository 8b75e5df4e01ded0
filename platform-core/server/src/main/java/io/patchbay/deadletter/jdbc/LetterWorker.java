package io.patchbay.deadletter.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.JsonText;
import io.patchbay.run.jdbc.PostgresRunStore;
import io.patchbay.run.jdbc.QueueLengths;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.tenant.TenantId;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the jobs, on whichever node comes first, a hundred runs a transaction: the new runs, the
 * marks of the old ones and the job's own progress are one commit, so that a node that dies in
 * between replays nothing twice. A tenant whose queue is long waits with its replays.
 */
@Singleton
public class LetterWorker {

  private static final Logger LOG = LoggerFactory.getLogger(LetterWorker.class);
  private static final int PART = 100;

  private record Job(
      TenantId tenant, UUID id, String action, boolean published, String startedBy) {}

  private record Letter(
      UUID run,
      String flow,
      int version,
      @Nullable Integer published,
      @Nullable String input,
      @Nullable String businessKey) {}

  private final EngineDatabase database;
  private final PostgresRunStore store;
  private final QueueLengths queues;
  private final RunAcceptance acceptance;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patchbay-letters").factory());

  @Inject
  public LetterWorker(EngineDatabase database, PostgresRunStore store, InstantSource clock) {
    this.database = database;
    this.store = store;
    this.queues = new QueueLengths(database);
    this.acceptance = new RunAcceptance(clock);
    this.clock = clock;
  }

  void start(@Observes @Priority(400) PlatformStarted started) {
    timer.scheduleWithFixedDelay(this::workOff, 1, 1, TimeUnit.SECONDS);
  }

  void stop(@Observes @Priority(10) PlatformStopping stopping) {
    timer.shutdownNow();
  }

  void workOff() {
    try {
      while (!Thread.currentThread().isInterrupted() && part() > 0) {
        store.signal();
      }
    } catch (RuntimeException e) {
      LOG.warn("Dead letters are worked off later: {}", e.getMessage());
    }
  }

  /** The next part of a job; 0 when there is nothing to do now. */
  int part() {
    return database.inTransaction(
        c -> {
          Job job = next(c);
          if (job == null || (job.action.equals("replay") && isFull(job.tenant))) {
            return 0;
          }
          List<Letter> letters = letters(c, job);
          int done = take(c, job, letters);
          note(c, job, letters, done);
          return letters.size();
        });
  }

  private boolean isFull(TenantId tenant) {
    QueueLengths.Length length = queues.of(List.of(tenant)).get(tenant);
    return length != null && length.queued() + PART > length.limit();
  }

  private static @Nullable Job next(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select tenant_id, id, action, published, started_by from letter_job"
                    + " where state = 'running' order by random() limit 1"
                    + " for update skip locked");
        ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? new Job(
              new TenantId(rows.getString(1)),
              rows.getObject(2, UUID.class),
              rows.getString(3),
              rows.getBoolean(4),
              rows.getString(5))
          : null;
    }
  }

  private static List<Letter> letters(Connection connection, Job job) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select r.id, r.flow_id, r.flow_version, (select f.published_version from flow f"
                + " where f.tenant_id = r.tenant_id and f.id = r.flow_id and f.deleted_at is null)"
                + " as published, coalesce(r.input, (select p.value from payload p where"
                + " p.tenant_id = r.tenant_id and p.sha256 = r.input_sha256)) as input_text,"
                + " r.business_key from letter_job j, run r where j.tenant_id = ? and j.id = ? and"
                + LetterSql.CHOSEN
                + " order by r.id limit ? for update of r")) {
      select.setString(1, job.tenant.value());
      select.setObject(2, job.id);
      select.setInt(3, PART);
      List<Letter> letters = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          letters.add(
              new Letter(
                  rows.getObject("id", UUID.class),
                  rows.getString("flow_id"),
                  rows.getInt("flow_version"),
                  rows.getObject("published", Integer.class),
                  Rows.stringOrNull(rows, "input_text"),
                  Rows.stringOrNull(rows, "business_key")));
        }
      }
      return letters;
    }
  }

  /** Answers how many were done; the others have no flow or no input any more. */
  private int take(Connection connection, Job job, List<Letter> letters) throws SQLException {
    List<Letter> taken =
        job.action.equals("replay")
            ? letters.stream().filter(l -> l.published != null && l.input != null).toList()
            : letters;
    if (job.action.equals("replay")) {
      acceptance.accept(connection, taken.stream().map(l -> again(job, l)).toList());
    }
    String mark =
        switch (job.action) {
          case "replay" -> "letter = 'replayed', letter_job = ?";
          case "discard" -> "letter = 'discarded', letter_job = ?";
          default -> "letter = null, letter_job = ?";
        };
    try (PreparedStatement update =
        connection.prepareStatement(
            "update run set " + mark + " where tenant_id = ? and id = any(?)")) {
      update.setObject(1, job.id);
      update.setString(2, job.tenant.value());
      update.setArray(
          3, connection.createArrayOf("uuid", taken.stream().map(Letter::run).toArray()));
      update.executeUpdate();
    }
    return taken.size();
  }

  private RunAcceptance.Request again(Job job, Letter letter) {
    Integer published = letter.published;
    int version = job.published && published != null ? published : letter.version;
    NewRun run =
        NewRun.of(
            job.tenant,
            RunId.create(clock.instant(), ThreadLocalRandom.current()),
            FlowVersionRef.version(new FlowId(letter.flow), version),
            TriggerKind.PERSON,
            JsonText.parse(letter.input == null ? "null" : letter.input));
    return new RunAcceptance.Request(run, letter.businessKey, job.startedBy, new RunId(letter.run));
  }

  private void note(Connection connection, Job job, List<Letter> letters, int done)
      throws SQLException {
    boolean ended = letters.size() < PART;
    try (PreparedStatement update =
        connection.prepareStatement(
            "update letter_job set done = done + ?, refused = refused + ?,"
                + " after_run = coalesce(?, after_run), state = ?, ended_at = ?"
                + " where tenant_id = ? and id = ?")) {
      update.setInt(1, done);
      update.setInt(2, letters.size() - done);
      update.setObject(3, letters.isEmpty() ? null : letters.getLast().run, java.sql.Types.OTHER);
      update.setString(4, ended ? "done" : "running");
      update.setObject(
          5,
          ended ? Rows.timestamp(clock.instant()) : null,
          java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
      update.setString(6, job.tenant.value());
      update.setObject(7, job.id);
      update.executeUpdate();
    }
  }
}
