package io.patchbay.http.apache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundFailure.Kind;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many calls of one tenant may be in flight on this node, so that none takes all sockets. */
final class TenantLanes {

  private final int lanes;
  // Weak values: a semaphore in use must not be replaced by a fresh one when the cache forgets it.
  private final Cache<TenantId, Semaphore> perTenant = Caffeine.newBuilder().weakValues().build();

  TenantLanes(int lanes) {
    this.lanes = lanes;
  }

  Semaphore enter(TenantId tenant, Duration patience) throws OutboundFailure, InterruptedException {
    Semaphore lane = perTenant.get(tenant, t -> new Semaphore(lanes));
    if (!lane.tryAcquire(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS)) {
      throw new OutboundFailure(
          Kind.BUSY,
          "Cannot call out: "
              + lanes
              + " calls of this tenant were in flight until the deadline. Lower the number of runs"
              + " that call slow partners at the same time.",
          false);
    }
    return lane;
  }
}
