package io.patchbay.flow.task;

import io.patchbay.event.EventStrategy;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import io.patchbay.flow.template.Variables;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code listen.to} and {@code schedule.on}.
 *
 * @param until asked after each event, its input is the list of what was consumed
 * @param untilEvents the events that end it
 */
public record EventStrategyRule(
    EventStrategy.Mode mode,
    List<EventFilterRule> filters,
    @Nullable Template until,
    @Nullable EventStrategyRule untilEvents) {

  public EventStrategyRule(
      EventStrategy.Mode mode,
      List<EventFilterRule> filters,
      @Nullable Template until,
      @Nullable EventStrategyRule untilEvents) {
    this.mode = mode;
    this.filters = List.copyOf(filters);
    this.until = until;
    this.untilEvents = untilEvents;
  }

  /** The form that {@link EventStrategy#of} reads: all that is known now as values. */
  public JsonNode freeze(JsonNode input, Variables variables) throws EvaluationException {
    ObjectNode frozen = JsonNodeFactory.instance.objectNode();
    frozen.put("mode", mode.name().toLowerCase(Locale.ROOT));
    ArrayNode all = frozen.putArray("filters");
    for (EventFilterRule filter : filters) {
      all.add(filter.freeze(input, variables));
    }
    if (until != null) {
      frozen.put("more", true);
    }
    if (untilEvents != null) {
      frozen.set("until", untilEvents.freeze(input, variables));
    }
    return frozen;
  }
}
