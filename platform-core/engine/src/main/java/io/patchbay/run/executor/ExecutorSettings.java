package io.patchbay.run.executor;

import io.patchbay.run.machine.MachineLimits;
import java.time.Duration;

/**
 * @param node unique name of this node
 * @param maxRuns runs in memory at once
 * @param lease how long a run stays ours without renewal
 * @param poll how often runs are looked for without being told
 * @param parkAfter a run that only waits longer than this leaves memory
 * @param callTimeout the longest one call may take
 * @param maxClaims a run that died with its node so often in a row is given up
 * @param storeRetry how long a failing store is tried again before a run is left to another claim
 * @param maxDepth runs that start runs that start runs
 */
public record ExecutorSettings(
    String node,
    int maxRuns,
    Duration lease,
    Duration poll,
    Duration parkAfter,
    Duration callTimeout,
    int maxClaims,
    Duration storeRetry,
    int maxDepth,
    MachineLimits limits) {

  public static ExecutorSettings forNode(String node) {
    return new ExecutorSettings(
        node,
        500,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofMinutes(2),
        3,
        Duration.ofSeconds(30),
        10,
        MachineLimits.STANDARD);
  }

  public ExecutorSettings withTimes(Duration newLease, Duration newPoll, Duration newParkAfter) {
    return new ExecutorSettings(
        node,
        maxRuns,
        newLease,
        newPoll,
        newParkAfter,
        callTimeout,
        maxClaims,
        storeRetry,
        maxDepth,
        limits);
  }

  public ExecutorSettings withMaxRuns(int runs) {
    return new ExecutorSettings(
        node, runs, lease, poll, parkAfter, callTimeout, maxClaims, storeRetry, maxDepth, limits);
  }

  public ExecutorSettings withLimits(MachineLimits newLimits) {
    return new ExecutorSettings(
        node,
        maxRuns,
        lease,
        poll,
        parkAfter,
        callTimeout,
        maxClaims,
        storeRetry,
        maxDepth,
        newLimits);
  }
}
