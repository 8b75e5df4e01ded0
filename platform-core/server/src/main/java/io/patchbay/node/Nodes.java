package io.patchbay.node;

import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.config.Version;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every five seconds that this node is there, and knows the others. A node that has said
 * nothing for 20 seconds is gone; after a day it is forgotten.
 */
@Singleton
public class Nodes {

  /** A node as it last described itself. */
  public record Node(
      String name,
      String state,
      Instant startedAt,
      Instant lastSeenAt,
      long heapUsedBytes,
      long heapMaxBytes,
      double cpuLoad,
      String version,
      int runsInMemory,
      int writesWaiting) {}

  /** What a node can say and do about its runs. */
  public interface Workload {
    int runsInMemory();

    int writesWaiting();

    /** Hands over, or works again; called with every beat. */
    void drain(boolean wanted);
  }

  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration GONE = Duration.ofSeconds(20);
  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

  private final EngineDatabase database;
  private final PlatformConfig config;
  private final InstantSource clock;
  private final UUID instance = UUID.randomUUID();
  private final Instant startedAt;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("heartbeat").factory());
  private volatile boolean draining;
  private volatile boolean drainWanted;
  private volatile @Nullable Workload workload;

  @Inject
  public Nodes(EngineDatabase database, PlatformConfig config, InstantSource clock) {
    this.database = database;
    this.config = config;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** From now on it is asked with every beat. */
  public void watch(Workload runs) {
    workload = runs;
  }

  /** Asks a node to hand its runs over, or to work again. False: there is no such node. */
  public boolean requestDrain(String name, boolean wanted) {
    boolean known =
        database.inTransaction(
            c -> {
              try (PreparedStatement update =
                  c.prepareStatement("update node set drain_wanted = ? where name = ?")) {
                update.setBoolean(1, wanted);
                update.setString(2, name);
                return update.executeUpdate() == 1;
              }
            });
    if (known && name.equals(config.node())) {
      beat();
    }
    return known;
  }

  public Instant startedAt() {
    return startedAt;
  }

  void start(@Observes @Priority(50) PlatformStarted event) {
    beat();
    heart.scheduleWithFixedDelay(
        this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes @Priority(50) PlatformStopping event) {
    draining = true;
    beat();
    heart.shutdownNow();
  }

  void beat() {
    Runtime runtime = Runtime.getRuntime();
    Workload runs = workload;
    Instant now = clock.instant();
    try {
      database.transact(
          connection -> {
            try (PreparedStatement upsert =
                    connection.prepareStatement(
                        """
                        insert into node (name, instance, version, address, started_at, seen_at, draining, heap_used, heap_max, cpu_load,
                          runs_in_memory, writes_waiting)
                        values (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (name) do update set instance = excluded.instance, version = excluded.version,
                          started_at = excluded.started_at, seen_at = excluded.seen_at, draining = excluded.draining,
                          heap_used = excluded.heap_used, heap_max = excluded.heap_max, cpu_load = excluded.cpu_load,
                          runs_in_memory = excluded.runs_in_memory, writes_waiting = excluded.writes_waiting,
                          drain_wanted = node.drain_wanted and node.instance = excluded.instance
                        returning drain_wanted
                        """);
                PreparedStatement forget =
                    connection.prepareStatement("delete from node where seen_at < ?")) {
              upsert.setString(1, config.node());
              upsert.setObject(2, instance);
              upsert.setString(3, Version.CURRENT);
              upsert.setTimestamp(4, Timestamp.from(startedAt));
              upsert.setTimestamp(5, Timestamp.from(now));
              upsert.setBoolean(6, draining || drainWanted);
              upsert.setLong(7, runtime.totalMemory() - runtime.freeMemory());
              upsert.setLong(8, runtime.maxMemory());
              upsert.setDouble(9, load());
              upsert.setInt(10, runs == null ? 0 : runs.runsInMemory());
              upsert.setInt(11, runs == null ? 0 : runs.writesWaiting());
              try (ResultSet answer = upsert.executeQuery()) {
                drainWanted = answer.next() && answer.getBoolean(1);
              }
              forget.setTimestamp(1, Timestamp.from(now.minus(FORGOTTEN)));
              forget.executeUpdate();
            }
          });
      if (runs != null && !draining) {
        runs.drain(drainWanted);
      }
    } catch (DatabaseException e) {
      LOG.warn("Heartbeat could not be written: {}", e.getMessage());
    }
  }

  /** Of the whole machine over the last minute, a share of its processors; 0 where unknown. */
  private static double load() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    double average = system.getSystemLoadAverage();
    return average < 0 ? 0 : Math.min(1, average / system.getAvailableProcessors());
  }

  public List<Node> all() {
    Instant now = clock.instant();
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select name, draining, started_at, seen_at, heap_used, heap_max, cpu_load,"
                          + " version, runs_in_memory, writes_waiting, drain_wanted from node order"
                          + " by name limit 200");
              ResultSet row = select.executeQuery()) {
            List<Node> nodes = new ArrayList<>();
            while (row.next()) {
              Instant seen = row.getTimestamp(4).toInstant();
              boolean gone = seen.isBefore(now.minus(GONE));
              nodes.add(
                  new Node(
                      row.getString(1),
                      gone
                          ? "gone"
                          : row.getBoolean(2) || row.getBoolean(11) ? "draining" : "running",
                      row.getTimestamp(3).toInstant(),
                      seen,
                      row.getLong(5),
                      row.getLong(6),
                      row.getDouble(7),
                      row.getString(8),
                      row.getInt(9),
                      row.getInt(10)));
            }
            return nodes;
          }
        });
  }
}
