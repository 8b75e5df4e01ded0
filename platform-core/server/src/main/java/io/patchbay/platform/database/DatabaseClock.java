package io.patchbay.platform.database;

import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of the whole installation: the database's, so that nodes whose clocks are wrong agree on
 * leases, due times and schedules. Asked every ten seconds and carried on by the processor's steady
 * counter between; before the first answer it is the node's own. Thread-safe.
 */
@Singleton
public class DatabaseClock implements InstantSource {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final long EVERY_SECONDS = 10;

  /** An answer that took longer says too little about the time. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  /** Less than what a measurement may be wrong by is no reason to jump. */
  private static final Duration STEADY = Duration.ofMillis(20);

  /** So far off, an operator wants to know. */
  private static final Duration WRONG = Duration.ofSeconds(2);

  private record Anchor(Instant at, long nanos) {}

  private final EngineDatabase database;
  private final InstantSource own;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patchbay-clock").factory());
  private volatile Anchor anchor;
  private volatile boolean warned;

  @Inject
  public DatabaseClock(EngineDatabase database) {
    this(database, InstantSource.system());
  }

  DatabaseClock(EngineDatabase database, InstantSource own) {
    this.database = database;
    this.own = own;
    this.anchor = new Anchor(own.instant(), System.nanoTime());
  }

  @Override
  public Instant instant() {
    Anchor known = anchor;
    return known.at.plusNanos(System.nanoTime() - known.nanos);
  }

  void start(@Observes @Priority(10) PlatformStarted started) {
    measure();
    timer.scheduleWithFixedDelay(this::measure, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes @Priority(10) PlatformStopping stopping) {
    timer.shutdownNow();
  }

  /** Asks the database once; what goes wrong leaves the time as it was. */
  void measure() {
    try {
      long before = System.nanoTime();
      Instant answer =
          database.inTransaction(
              c -> {
                try (Statement ask = c.createStatement();
                    ResultSet row = ask.executeQuery("select clock_timestamp()")) {
                  row.next();
                  return row.getObject(1, OffsetDateTime.class).toInstant();
                }
              });
      long after = System.nanoTime();
      if (after - before < SLOW.toNanos()) {
        take(new Anchor(answer, before + (after - before) / 2));
      }
    } catch (RuntimeException e) {
      LOG.debug("The database's time is not known at the moment", e);
    }
  }

  private void take(Anchor measured) {
    Instant expected = anchor.at.plusNanos(measured.nanos - anchor.nanos);
    if (Duration.between(expected, measured.at).abs().compareTo(STEADY) > 0) {
      anchor = measured;
    }
    Duration off = Duration.between(measured.at, own.instant());
    if (off.abs().compareTo(WRONG) > 0 && !warned) {
      warned = true;
      LOG.warn(
          "The clock of this node is {} s from the database's, whose time counts."
              + " Set the node's clock (NTP).",
          off.toSeconds());
    }
  }
}
