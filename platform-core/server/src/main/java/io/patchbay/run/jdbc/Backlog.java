package io.patchbay.run.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The tenants that may have runs in the queue, as far as this node knows: a run of such a tenant
 * does not begin at its acceptance, before others that wait longer. Thread-safe.
 */
final class Backlog {

  private final Map<String, Long> marks = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();
  private volatile boolean more;

  /** A run of the tenant has been queued, or was left in the queue. */
  void add(String tenant) {
    marks.put(tenant, count.incrementAndGet());
  }

  boolean mayHave(String tenant) {
    return more || marks.containsKey(tenant);
  }

  /** What is known now; to be given to {@link #claimedAll} after a claim that begins now. */
  Map<String, Long> before() {
    return Map.copyOf(marks);
  }

  /**
   * A claim found nothing else that it may take.
   *
   * @param before what was known when it began: what was queued since then stays
   */
  void claimedAll(Map<String, Long> before) {
    more = false;
    before.forEach(marks::remove);
  }

  /** A claim took as much as it was allowed to. */
  void claimedPart() {
    more = true;
  }
}
