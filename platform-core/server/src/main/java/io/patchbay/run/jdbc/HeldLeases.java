package io.patchbay.run.jdbc;

import io.patchbay.run.Lease;
import io.patchbay.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many runs of each tenant this node holds. Thread-safe. */
final class HeldLeases {

  /** A lease that is not renewed for so long belongs to nobody. */
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  private record Held(Lease lease, Instant since) {}

  private final int maxPerTenant;
  private final InstantSource clock;
  private final Map<RunId, Held> leases = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private Set<String> limited = Set.of();

  HeldLeases(int maxPerTenant, InstantSource clock) {
    this.maxPerTenant = maxPerTenant;
    this.clock = clock;
  }

  /** Tenants whose runs begin by a claim alone, which counts those of all nodes. */
  synchronized void limited(Set<String> tenants) {
    limited = Set.copyOf(tenants);
  }

  synchronized int allowance(String tenant) {
    return maxPerTenant - counts.getOrDefault(tenant, 0);
  }

  /** Room for enough runs of the tenant that one claim fetches several. */
  synchronized boolean isWorthAClaim(String tenant) {
    return allowance(tenant) >= Math.max(1, maxPerTenant / 8);
  }

  synchronized void add(Lease lease) {
    if (leases.put(lease.run(), new Held(lease, clock.instant())) == null) {
      counts.merge(lease.tenant().value(), 1, Integer::sum);
    }
  }

  /** Room for a run of the tenant that is being accepted; false: there is none. */
  synchronized boolean promise(String tenant) {
    if (allowance(tenant) <= 0 || limited.contains(tenant)) {
      return false;
    }
    counts.merge(tenant, 1, Integer::sum);
    return true;
  }

  /** What was promised is a lease now, or nothing. */
  synchronized void keep(String tenant, @Nullable Lease lease) {
    forget(tenant);
    if (lease != null) {
      add(lease);
    }
  }

  synchronized void remove(Lease lease) {
    Held held = leases.get(lease.run());
    if (held != null && held.lease.epoch() <= lease.epoch()) {
      leases.remove(lease.run());
      forget(held.lease.tenant().value());
    }
  }

  /** What is no longer renewed takes no room. */
  synchronized void forgetAbandoned(Collection<Lease> renewed) {
    Instant limit = clock.instant().minus(ABANDONED);
    Set<RunId> alive = renewed.stream().map(Lease::run).collect(Collectors.toSet());
    leases
        .values()
        .removeIf(
            held -> {
              boolean gone = held.since.isBefore(limit) && !alive.contains(held.lease.run());
              if (gone) {
                forget(held.lease.tenant().value());
              }
              return gone;
            });
  }

  private void forget(String tenant) {
    counts.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1);
  }
}
