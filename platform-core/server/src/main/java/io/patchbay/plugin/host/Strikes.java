package io.patchbay.plugin.host;

import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts how often plugin versions broke their contract. A version is out after {@value #OUT}
 * strikes within ten minutes without a success of the same function in between.
 *
 * <p>What harms the node (an Error, a call that does not end) always counts. An ordinary exception
 * counts for the version only when at least two tenants saw it, so that one tenant's odd input
 * cannot take a plugin from all others.
 */
final class Strikes {

  static final int OUT = 3;
  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final int MOST_FUNCTIONS = 10_000;

  private record Function(String pluginId, String version, String what) {}

  private record Strike(Instant at, TenantId tenant, boolean harmful) {}

  private final Map<Function, Deque<Strike>> strikes = new HashMap<>();

  synchronized void succeeded(String pluginId, String version, String what) {
    strikes.remove(new Function(pluginId, version, what));
  }

  /** Returns true when the version is out. */
  synchronized boolean strike(
      String pluginId, String version, String what, TenantId tenant, boolean harmful, Instant now) {
    if (strikes.size() >= MOST_FUNCTIONS) {
      strikes.clear();
    }
    Deque<Strike> kept =
        strikes.computeIfAbsent(new Function(pluginId, version, what), f -> new ArrayDeque<>());
    kept.removeIf(s -> s.at().isBefore(now.minus(MEMORY)));
    kept.addLast(new Strike(now, tenant, harmful));
    if (kept.size() > 100) {
      kept.removeFirst();
    }
    Set<TenantId> tenants = new HashSet<>();
    kept.forEach(s -> tenants.add(s.tenant()));
    long harmfulOnes = kept.stream().filter(Strike::harmful).count();
    boolean out = harmfulOnes >= OUT || (kept.size() >= OUT && tenants.size() > 1);
    if (out) {
      strikes.keySet().removeIf(f -> f.pluginId().equals(pluginId) && f.version().equals(version));
    }
    return out;
  }
}
