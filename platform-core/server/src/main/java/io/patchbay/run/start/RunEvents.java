package io.patchbay.run.start;

import io.patchbay.run.ClaimedRun;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.RunId;
import io.patchbay.run.RunObserver;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells who listens that something happened to a run of a tenant. What it was is for the listener
 * to look up, so that a slow listener costs a note in its own set and nothing else.
 */
@Singleton
public class RunEvents implements RunObserver {

  /** Called on the run's thread: returns at once. */
  public interface Listener {
    void changed(RunId run);

    default void journalled(RunId run) {}
  }

  private record Subscription(TenantId tenant, Listener listener) {}

  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

  /** What it returns ends the subscription. */
  public Runnable subscribe(TenantId tenant, Listener listener) {
    Subscription subscription = new Subscription(tenant, listener);
    subscriptions.add(subscription);
    return () -> subscriptions.remove(subscription);
  }

  /** Also for what happens to a run outside the executor: accepted, cancelled, settled. */
  public void changed(TenantId tenant, RunId run) {
    for (Subscription subscription : subscriptions) {
      if (subscription.tenant.equals(tenant)) {
        subscription.listener.changed(run);
      }
    }
  }

  @Override
  public void claimed(ClaimedRun run, java.time.Duration queued) {
    changed(run.lease().tenant(), run.lease().run());
  }

  @Override
  public void journalled(Lease lease, List<JournalEntry> entries) {
    for (Subscription subscription : subscriptions) {
      if (subscription.tenant.equals(lease.tenant())) {
        subscription.listener.journalled(lease.run());
      }
    }
  }

  @Override
  public void parked(Lease lease, RunState state) {
    changed(lease.tenant(), lease.run());
  }

  @Override
  public void finished(Lease lease, RunResult result) {
    changed(lease.tenant(), lease.run());
  }
}
