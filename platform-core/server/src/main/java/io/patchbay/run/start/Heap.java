package io.patchbay.run.start;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** Whether memory is short: what a full collection could not free, not what waits to be freed. */
class Heap {

  private static final double SHORT = 0.85;

  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(p -> p.getType() == MemoryType.HEAP && p.isCollectionUsageThresholdSupported())
          .toList();

  boolean isShort() {
    return pools.stream().anyMatch(Heap::isFull) && used() > SHORT;
  }

  /** The pool that holds what lives long, right after a collection. */
  private static boolean isFull(MemoryPoolMXBean pool) {
    MemoryUsage after = pool.getCollectionUsage();
    MemoryUsage now = pool.getUsage();
    return after != null
        && now != null
        && after.getMax() > 0
        && now.getUsed() >= after.getUsed() * 0.9
        && isOld(pool)
        && after.getUsed() > after.getMax() * SHORT;
  }

  private static boolean isOld(MemoryPoolMXBean pool) {
    return pool.getName().contains("Tenured") || pool.getName().contains("Old");
  }

  private static double used() {
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }
}
