package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.DurationRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Durations: an object of days to milliseconds, ISO 8601, or an expression that gives the latter.
 */
final class Durations {
  private static final int MOST = 1_000_000_000;

  private final Context context;
  private final Templates templates;

  Durations(Context context, Templates templates) {
    this.context = context;
    this.templates = templates;
  }

  @Nullable DurationRule find(@Nullable Place place, Set<String> scope) {
    if (place == null) {
      return null;
    }
    if (place.node() instanceof Mapping) {
      return inline(place);
    }
    String text = context.text(place, "a duration");
    if (text == null) {
      return null;
    }
    if (Templates.isWrapped(text)) {
      return new DurationRule.Computed(templates.expression(place, scope));
    }
    try {
      return new DurationRule.Fixed(DurationRule.parse(text));
    } catch (DateTimeException e) {
      problem(place, e.getMessage());
      return null;
    }
  }

  /** A duration that must be known when the flow is published. */
  @Nullable Duration findFixed(@Nullable Place place) {
    DurationRule rule = find(place, Set.of());
    if (place != null && rule instanceof DurationRule.Computed) {
      problem(place, "an expression cannot stand here, the time must be known beforehand");
    }
    return rule instanceof DurationRule.Fixed fixed ? fixed.duration() : null;
  }

  private @Nullable DurationRule inline(Place place) {
    Fields fields = context.object(place, "a duration");
    if (fields == null) {
      return null;
    }
    Duration total =
        Duration.ofDays(count(fields, "days"))
            .plusHours(count(fields, "hours"))
            .plusMinutes(count(fields, "minutes"))
            .plusSeconds(count(fields, "seconds"))
            .plusMillis(count(fields, "milliseconds"));
    fields.close();
    if (fields.entries().isEmpty()) {
      problem(place, "it is empty: give days, hours, minutes, seconds or milliseconds");
    } else if (total.compareTo(DurationRule.LONGEST) > 0) {
      problem(place, "it is longer than ten years");
    }
    return new DurationRule.Fixed(total);
  }

  private static long count(Fields fields, String unit) {
    Integer count = fields.findCount(unit, 0, MOST);
    return count == null ? 0 : count;
  }

  private void problem(Place place, @Nullable String why) {
    context
        .problems()
        .error(
            "flow.wrong-duration",
            "This duration cannot be used: " + why + ".",
            place.pointer(),
            place.span());
  }
}
