package io.patchbay.flow.task;

import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import io.patchbay.flow.template.Variables;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import tools.jackson.databind.JsonNode;

/** A length of time, literal or from an expression that gives ISO 8601. */
public sealed interface DurationRule {
  /** The longest a flow may name. */
  Duration LONGEST = Duration.ofDays(3660);

  record Fixed(Duration duration) implements DurationRule {}

  record Computed(Template expression) implements DurationRule {}

  default Duration evaluate(JsonNode input, Variables variables) throws EvaluationException {
    return switch (this) {
      case Fixed fixed -> fixed.duration();
      case Computed computed -> {
        JsonNode value = computed.expression().evaluate(input, variables);
        try {
          yield parse(value.isString() ? value.stringValue() : value.toString());
        } catch (DateTimeException e) {
          throw EvaluationException.expression(
              "The duration cannot be used", String.valueOf(e.getMessage()));
        }
      }
    };
  }

  /**
   * ISO 8601, such as {@code PT30S}, {@code P1DT12H} or {@code P2W}. A year counts 365 days, a
   * month 30.
   *
   * @throws DateTimeException with a sentence for the author
   */
  static Duration parse(String text) {
    try {
      Duration result = parseParts(text);
      if (result.isNegative() || result.compareTo(LONGEST) > 0) {
        throw new DateTimeException(
            "'" + text + "' is outside what can be waited for: from PT0S to P3660D");
      }
      return result;
    } catch (ArithmeticException e) {
      throw new DateTimeException("'" + text + "' is too long", e);
    }
  }

  private static Duration parseParts(String text) {
    int time = text.indexOf('T');
    String date = time < 0 ? text : text.substring(0, time);
    try {
      Duration days = Duration.ZERO;
      if (!date.equals("P")) {
        Period period = Period.parse(date);
        days =
            Duration.ofDays(period.getYears() * 365L + period.getMonths() * 30L + period.getDays());
      }
      return time < 0 ? days : days.plus(Duration.parse("P" + text.substring(time)));
    } catch (DateTimeException e) {
      throw new DateTimeException(
          "'" + text + "' is not an ISO 8601 duration: write it like PT30S or P1DT12H", e);
    }
  }
}
