package io.patchbay.run.start;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import io.patchbay.run.jdbc.Retention;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps every hour. Two nodes that sweep at once do no harm: they skip each other's rows. */
@Singleton
public class RetentionJob {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

  private final Retention retention;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patchbay-retention").factory());

  @Inject
  public RetentionJob(EngineDatabase database, InstantSource clock) {
    this.retention = new Retention(database, clock);
  }

  void makePartitions(@Observes @Priority(60) PlatformStarted started) {
    retention.makePartitions();
  }

  void start(@Observes @Priority(400) PlatformStarted started) {
    timer.scheduleWithFixedDelay(this::sweep, 5, 60, TimeUnit.MINUTES);
  }

  void stop(@Observes PlatformStopping stopping) {
    timer.shutdownNow();
  }

  private void sweep() {
    try {
      retention.makePartitions();
      long gone = retention.dropPartitions();
      if (gone > 0) {
        LOG.info("Dropped {} runs of all tenants with their partition", gone);
      }
      for (Retention.Keeping keeping : retention.tenants()) {
        int dropped = retention.sweep(keeping);
        if (dropped > 0) {
          LOG.info("Dropped {} runs of tenant {} by age", dropped, keeping.tenant());
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Old runs are dropped later", e);
    }
  }
}
