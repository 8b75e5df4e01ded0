package io.patchbay.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What the third parties were asked: a ring of the newest requests, bounded in count and bytes. */
final class Recorder {

  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 32L << 20;
  private static final int MOST_BODY = 64 << 10;

  private final Deque<Recorded> ring = new ArrayDeque<>();
  private long bytes;
  private long total;

  /** Bodies over 64 KiB are kept up to there. */
  synchronized Recorded record(Instant time, String party, Request request) {
    Recorded one = new Recorded(++total, time, party, shortened(request));
    ring.add(one);
    bytes += one.bytes();
    while (ring.size() > MOST_ENTRIES || bytes > MOST_BYTES) {
      bytes -= ring.remove().bytes();
    }
    return one;
  }

  synchronized void clear() {
    ring.clear();
    bytes = 0;
    total = 0;
  }

  /**
   * The newest of one third party (or of all), oldest first; `total` counts all since the last
   * clear.
   */
  ObjectNode show(Optional<String> party, int limit) {
    List<Recorded> found;
    long counted;
    synchronized (this) {
      found = ring.stream().filter(one -> party.map(one.party()::equals).orElse(true)).toList();
      counted = total;
    }
    List<ObjectNode> newest =
        found.subList(Math.max(0, found.size() - limit), found.size()).stream()
            .map(Recorded::show)
            .toList();
    return Json.of("total", counted, "matching", found.size(), "items", newest);
  }

  private static Request shortened(Request request) {
    if (request.body().length <= MOST_BODY) {
      return request;
    }
    return new Request(
        request.base(),
        request.method(),
        request.path(),
        request.variables(),
        request.query(),
        request.headers(),
        Arrays.copyOf(request.body(), MOST_BODY));
  }
}
