package io.patchbay.event.jdbc;

import io.patchbay.event.EventStrategy;
import io.patchbay.run.jdbc.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiled strategies of subscriptions and triggers; the last ones used. Thread-safe. */
final class Strategies {

  private static final Logger LOG = LoggerFactory.getLogger(Strategies.class);
  private static final int MOST = 2_000;

  private final Map<String, Optional<EventStrategy>> compiled =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<EventStrategy>> eldest) {
          return size() > MOST;
        }
      };

  /** Empty when this release cannot read it any more: it matches nothing then. */
  synchronized Optional<EventStrategy> of(String tenant, String frozen) {
    return compiled.computeIfAbsent(tenant + '\n' + frozen, _ -> compile(tenant, frozen));
  }

  private static Optional<EventStrategy> compile(String tenant, String frozen) {
    try {
      return Optional.of(EventStrategy.of(JsonText.parse(frozen)));
    } catch (IllegalArgumentException e) {
      LOG.warn("A filter of events of tenant {} cannot be read: {}", tenant, e.getMessage());
      return Optional.empty();
    }
  }
}
