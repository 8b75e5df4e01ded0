package io.patchbay.upkeep;

import io.patchbay.audit.AuditReader;
import io.patchbay.identity.jdbc.Sessions;
import io.patchbay.platform.metric.Metrics;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.platform.start.PlatformStopping;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A minute after the start and then every six hours: removes ended sessions and invitations, and
 * follows every audit chain. A chain that somebody changed is an error in the log and the figure
 * {@code patchbay_audit_broken_chains}.
 */
@Singleton
public class Upkeep {

  private static final long FIRST_SECONDS = 60;
  private static final long EVERY_SECONDS = 6 * 3600;
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Sessions sessions;
  private final AuditReader audit;
  private final AtomicInteger brokenChains = new AtomicInteger();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("upkeep").factory());

  @Inject
  public Upkeep(Sessions sessions, AuditReader audit, Metrics metrics) {
    this.sessions = sessions;
    this.audit = audit;
    metrics.gauge(
        "patchbay_audit_broken_chains",
        "Audit chains that were changed behind the platform's back",
        brokenChains::get);
  }

  void start(@Observes @Priority(500) PlatformStarted event) {
    worker.scheduleWithFixedDelay(this::run, FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes @Priority(10) PlatformStopping event) {
    worker.shutdownNow();
  }

  /** Once, now. */
  public void run() {
    try {
      sessions.purge();
      int broken = 0;
      for (String chain : audit.chains()) {
        if (audit.verify(chain) instanceof AuditReader.Verdict.Broken(long number, String what)) {
          broken++;
          LOG.error("The audit trail '{}' was changed at entry {}: {}", chain, number, what);
        }
      }
      brokenChains.set(broken);
    } catch (RuntimeException e) {
      LOG.warn("Upkeep failed and will be tried again: {}", e.getMessage());
    }
  }
}
