package io.patchbay.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which events are wanted and how many of them, from its frozen form: {@code {"mode": "one",
 * "filters": [filter …], "more": false, "until": strategy}}. Immutable.
 *
 * @param filters empty with {@code ANY}: every event
 * @param more an expression of the flow says when it has enough: every match counts
 * @param until the events that end it
 */
public record EventStrategy(
    Mode mode, List<EventFilter> filters, boolean more, @Nullable EventStrategy until) {
  public enum Mode {
    /** The first event that its one filter lets pass. */
    ONE,
    /** The first event that one of the filters lets pass, or many until something. */
    ANY,
    /** One event for each filter. */
    ALL
  }

  public EventStrategy(
      Mode mode, List<EventFilter> filters, boolean more, @Nullable EventStrategy until) {
    this.mode = mode;
    this.filters = List.copyOf(filters);
    this.more = more;
    this.until = until;
  }

  /**
   * @throws IllegalArgumentException when this is no frozen strategy
   */
  public static EventStrategy of(JsonNode frozen) {
    List<EventFilter> filters = new ArrayList<>();
    frozen.path("filters").forEach(filter -> filters.add(EventFilter.of(filter)));
    return new EventStrategy(
        Mode.valueOf(frozen.path("mode").asString("").toUpperCase(Locale.ROOT)),
        filters,
        frozen.path("more").asBoolean(false),
        frozen.has("until") ? of(frozen.get("until")) : null);
  }

  /** The first match is all that is wanted. */
  public boolean wantsOne() {
    return mode != Mode.ALL && !more && until == null;
  }

  /** The first event that {@link #matches} is certainly taken and ends it. */
  public boolean endsWithFirstMatch() {
    return wantsOne() && filters.stream().noneMatch(EventFilter::hasOpenCorrelation);
  }

  /** All filters, those of the end too; empty: every event. */
  public List<EventFilter> interests() {
    return until == null || filters.isEmpty()
        ? filters
        : Stream.concat(filters.stream(), until.filters.stream()).toList();
  }

  /** Whether the event may be one of those wanted. */
  public boolean matches(JsonNode event) {
    return filters.isEmpty() || interests().stream().anyMatch(filter -> filter.matches(event));
  }
}
