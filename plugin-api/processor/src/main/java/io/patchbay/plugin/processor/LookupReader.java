package io.patchbay.plugin.processor;

import io.patchbay.plugin.Effect;
import io.patchbay.plugin.processor.ConnectorModel.ActionModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;

/** Finds and checks the look-up action of an UNSAFE action. */
final class LookupReader {
  private final List<ActionModel> actions;
  private final Diagnostics diagnostics;

  LookupReader(List<ActionModel> actions, Diagnostics diagnostics) {
    this.actions = actions;
    this.diagnostics = diagnostics;
  }

  ActionModel resolve(ActionModel action, Element where) {
    String lookup = action.facts().lookup();
    String id = action.facts().id();
    if (action.facts().effect() != Effect.UNSAFE) {
      if (!lookup.isEmpty()) {
        diagnostics.error(
            where, "Action '%s' is not UNSAFE and needs no look-up. Remove 'lookup'.", id);
      }
      return action;
    }
    if (lookup.isEmpty()) {
      diagnostics.error(
          where,
          "Action '%s' is UNSAFE and has no look-up. Name a READ action that finds out whether it"
              + " happened (lookup = \"find…\"), or make it KEYED if the other side accepts an"
              + " idempotency key.",
          id);
      return action;
    }
    Optional<ActionModel> found = find(lookup);
    if (found.isEmpty()) {
      diagnostics.error(
          where, "The look-up '%s' of action '%s' is not an action of this connector.", lookup, id);
      return action;
    }
    check(action, found.get(), where);
    return new ActionModel(
        action.facts(),
        action.method(),
        action.input(),
        action.output(),
        action.mayBeEmpty(),
        Optional.of(found.get().key()));
  }

  private Optional<ActionModel> find(String lookup) {
    return actions.stream()
        .filter(a -> a.key().equals(lookup) || a.facts().id().equals(lookup))
        .max(Comparator.comparing(a -> number(a.facts().version())));
  }

  /** Orders versions: each part counts up to 9,999. */
  private static long number(String version) {
    long number = 0;
    for (String part : version.split("\\.", -1)) {
      number = number * 10_000 + (part.matches("\\d{1,4}") ? Integer.parseInt(part) : 0);
    }
    return number;
  }

  private void check(ActionModel action, ActionModel lookup, Element where) {
    if (lookup.facts().effect() != Effect.READ
        || !lookup.mayBeEmpty()
        || !lookup.output().equals(action.output())) {
      diagnostics.error(
          where,
          "The look-up '%s' must be a READ action that returns Optional<%s>: the output of '%s', or"
              + " empty if it did not happen.",
          lookup.facts().id(),
          action.output().javaName(),
          action.facts().id());
    }
    for (FieldModel field : lookup.input().fields()) {
      boolean shared =
          action.input().fields().stream()
              .anyMatch(
                  f -> f.jsonName().equals(field.jsonName()) && f.type().equals(field.type()));
      if (!shared && field.presence() == FieldModel.Presence.REQUIRED) {
        diagnostics.error(
            where,
            "The look-up '%s' needs '%s', which the input of '%s' does not have with that type. The"
                + " platform has only the input of the step to look it up.",
            lookup.facts().id(),
            field.jsonName(),
            action.facts().id());
      }
    }
  }
}
