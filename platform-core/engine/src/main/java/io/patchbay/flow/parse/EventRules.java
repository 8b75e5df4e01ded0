package io.patchbay.flow.parse;

import io.patchbay.event.EventStrategy.Mode;
import io.patchbay.flow.Schedule;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Scalar;
import io.patchbay.flow.task.EventFilterRule;
import io.patchbay.flow.task.EventStrategyRule;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.JqTemplate;
import io.patchbay.flow.template.Template;
import io.patchbay.flow.template.Variables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Which events a task or a flow wants. */
record EventRules(Toolkit tools) {

  @Nullable EventStrategyRule strategy(Place place, Set<String> scope, boolean mayEnd) {
    Fields fields = tools.context().object(place, "the strategy");
    if (fields == null) {
      return null;
    }
    List<String> given = List.of("one", "any", "all").stream().filter(fields::has).toList();
    Place until = mayEnd && given.contains("any") ? fields.find("until") : null;
    fields.close();
    if (given.size() != 1) {
      tools
          .context()
          .problems()
          .error(
              "flow.wrong-schedule",
              "Events are listened to with exactly one of one, any and all; this has "
                  + given.size()
                  + ".",
              place.pointer(),
              place.span());
      return null;
    }
    Mode mode = Mode.valueOf(given.getFirst().toUpperCase(Locale.ROOT));
    Place wanted = fields.find(given.getFirst());
    List<EventFilterRule> filters = wanted == null ? List.of() : filters(wanted, mode, scope);
    boolean condition = until != null && until.node() instanceof Scalar;
    return new EventStrategyRule(
        mode,
        filters,
        condition ? tools.templates().condition(until, "'until'", scope) : null,
        until == null || condition ? null : strategy(until, scope, false));
  }

  private List<EventFilterRule> filters(Place place, Mode mode, Set<String> scope) {
    List<EventFilterRule> filters = new ArrayList<>();
    if (mode == Mode.ONE) {
      filter(place, scope, filters);
      return filters;
    }
    List<SourceNode> items =
        tools.context().list(place, "'" + mode.name().toLowerCase(Locale.ROOT) + "'");
    for (int i = 0; i < items.size(); i++) {
      filter(new Place(items.get(i), Pointers.child(place.pointer(), i)), scope, filters);
    }
    if (mode == Mode.ALL && items.isEmpty()) {
      tools
          .context()
          .problems()
          .error(
              "flow.empty-list",
              "The list of events is empty: name those to wait for.",
              place.pointer(),
              place.span());
    }
    return filters;
  }

  private void filter(Place place, Set<String> scope, List<EventFilterRule> filters) {
    Fields fields = tools.context().object(place, "the event filter");
    if (fields == null) {
      return;
    }
    Fields with = fields.requireObject("with", "'with' of the event filter");
    Fields correlate = fields.findObject("correlate", "'correlate'");
    fields.close();
    Map<String, Template> attributes = new LinkedHashMap<>();
    if (with != null) {
      checkNames(with, tools.context());
      for (String name : with.entries().keySet()) {
        Place value = with.find(name);
        if (value != null) {
          attributes.put(name, tools.templates().value(value, scope));
        }
      }
    }
    filters.add(new EventFilterRule(attributes, correlations(correlate, scope)));
  }

  private Map<String, EventFilterRule.Correlation> correlations(
      @Nullable Fields correlate, Set<String> scope) {
    Map<String, EventFilterRule.Correlation> rules = new LinkedHashMap<>();
    if (correlate == null) {
      return rules;
    }
    for (String name : correlate.entries().keySet()) {
      Fields rule = correlate.findObject(name, "the correlation '" + name + "'");
      if (rule == null) {
        continue;
      }
      Place from = rule.require("from");
      Place expect = rule.find("expect");
      rule.close();
      Template source = from == null ? null : tools.templates().expression(from, Set.of());
      if (source instanceof JqTemplate jq) {
        rules.put(
            name,
            new EventFilterRule.Correlation(
                jq, expect == null ? null : tools.templates().value(expect, scope)));
      } else if (from != null && !from.node().json().isString()) {
        tools.context().wrongKind(from, "'from'", "an expression over the event");
      }
    }
    return rules;
  }

  /** What starts a flow is known without a run: no variables. */
  @Nullable Schedule schedule(Place on) {
    EventStrategyRule rule = strategy(on, Set.of(), false);
    if (rule == null) {
      return null;
    }
    try {
      return new Schedule.On(rule.freeze(NullNode.getInstance(), NOTHING));
    } catch (EvaluationException e) {
      tools
          .context()
          .problems()
          .error(
              "flow.wrong-schedule",
              "This schedule cannot be used: " + e.error().detail() + ".",
              on.pointer(),
              on.span());
      return null;
    }
  }

  private static final Variables NOTHING =
      new Variables() {
        @Override
        public JsonNode get(String name) {
          return NullNode.getInstance();
        }

        @Override
        public InstantSource clock() {
          return () -> Instant.EPOCH;
        }

        @Override
        public Duration timeLimit() {
          return Duration.ofSeconds(1);
        }
      };

  static void checkNames(Fields attributes, Context context) {
    attributes
        .entries()
        .forEach(
            (name, entry) -> {
              if (!name.matches("[a-z0-9]{1,40}|data_base64")) {
                context
                    .problems()
                    .error(
                        "flow.wrong-name",
                        "'"
                            + name
                            + "' cannot be an attribute of an event: use at most 40 small letters"
                            + " and digits.",
                        Pointers.child(attributes.pointer(), name),
                        entry.keySpan());
              }
            });
  }
}
