package io.patchbay.operator.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole installation at a glance. */
public record OperatorOverview(
    List<NodeView> nodes,
    DatabaseStatus database,
    PluginCounts plugins,
    List<StateCount> runs,
    List<TenantUsage> tenants,
    QueueStatus queue,
    String version,
    Instant startedAt) {

  /**
   * A node as it last described itself.
   *
   * @param activeRuns runs it holds by the database
   * @param leasedUntil when the last of them is taken over if it does not come back
   */
  public record NodeView(
      String name,
      String state,
      Instant startedAt,
      Instant lastSeenAt,
      int activeRuns,
      long heapUsedBytes,
      long heapMaxBytes,
      double cpuLoad,
      String version,
      int runsInMemory,
      int writesWaiting,
      @Nullable Instant leasedUntil) {}

  /** The database. */
  public record DatabaseStatus(
      String product,
      String version,
      long sizeBytes,
      double latencyMs,
      int connectionsUsed,
      int connectionsMax,
      String migration) {}

  /** Plugins by state. */
  public record PluginCounts(int installed, int quarantined, int failed) {}

  /** Runs in a state, over all tenants. */
  public record StateCount(String state, long count) {}

  /** What a tenant used in the last 24 hours. */
  public record TenantUsage(
      String slug, String name, long runs24h, long failed24h, int activeRuns, int queuedRuns) {}

  /** Work that waits. */
  public record QueueStatus(long queued, double oldestAgeSeconds, long uncertain, long dead) {}
}
