package io.patchbay.event;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Follows a strategy from event to event: which it takes, and when it has all it wants. Not
 * thread-safe; the same events in the same order always lead to the same state.
 */
public final class EventCollector {
  private final EventStrategy strategy;
  private final Map<String, JsonNode> expected = new HashMap<>();
  private final TreeSet<Integer> filled = new TreeSet<>();
  private boolean any;

  public EventCollector(EventStrategy strategy) {
    this.strategy = strategy;
  }

  /** Whether the event is one of those wanted now. An event fills one place only. */
  public boolean take(JsonNode event) {
    if (strategy.filters().isEmpty()) {
      any = true;
      return true;
    }
    for (int i = 0; i < strategy.filters().size(); i++) {
      EventFilter filter = strategy.filters().get(i);
      boolean free = strategy.mode() != EventStrategy.Mode.ALL || !filled.contains(i);
      if (free && filter.matches(event) && correlates(filter, event)) {
        filled.add(i);
        any = true;
        return true;
      }
    }
    return false;
  }

  /** The first event decides what a correlation without an expectation expects. */
  private boolean correlates(EventFilter filter, JsonNode event) {
    Map<String, JsonNode> values = filter.correlation(event);
    for (Map.Entry<String, JsonNode> value : values.entrySet()) {
      JsonNode known = expected.get(value.getKey());
      if (value.getValue().isNull() || known != null && !known.equals(value.getValue())) {
        return false;
      }
    }
    expected.putAll(values);
    return true;
  }

  /** As far as the events themselves decide it. */
  public boolean complete() {
    return switch (strategy.mode()) {
      case ONE, ANY -> any && strategy.wantsOne();
      case ALL -> filled.size() == strategy.filters().size();
    };
  }
}
