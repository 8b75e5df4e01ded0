package io.patchbay.plugin.spi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints of one field, checked on the JSON value. Made by generated code. */
public final class FieldRule {
  /** Anything goes. */
  public static final FieldRule NONE = of("", "", 0, Integer.MAX_VALUE, "");

  /** Longer text is refused before a pattern is tried on it. */
  private static final int LONGEST_FOR_PATTERN = 10_000;

  private final @Nullable BigDecimal min;
  private final @Nullable BigDecimal max;
  private final int minLength;
  private final int maxLength;
  private final @Nullable Pattern pattern;
  private final List<String> options;

  private FieldRule(
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      int minLength,
      int maxLength,
      @Nullable Pattern pattern,
      List<String> options) {
    this.min = min;
    this.max = max;
    this.minLength = minLength;
    this.maxLength = maxLength;
    this.pattern = pattern;
    this.options = options;
  }

  /** Empty texts mean no rule. */
  public static FieldRule of(
      String min, String max, int minLength, int maxLength, String pattern, String... options) {
    return new FieldRule(
        min.isEmpty() ? null : new BigDecimal(min),
        max.isEmpty() ? null : new BigDecimal(max),
        minLength,
        maxLength,
        pattern.isEmpty() ? null : Pattern.compile(pattern),
        List.of(options));
  }

  void check(Object value, Place place) {
    switch (value) {
      case Number number -> checkNumber(number, place);
      case String text -> checkText(text, place);
      case List<?> list -> checkSize(list.size(), "entries", place);
      case Map<?, ?> map -> checkSize(map.size(), "entries", place);
      default -> {}
    }
  }

  private void checkNumber(Number value, Place place) {
    BigDecimal number = JsonTypes.decimal(value);
    if (number == null) {
      return;
    }
    if (min != null && number.compareTo(min) < 0) {
      place.report("must be at least " + min.toPlainString());
    }
    if (max != null && number.compareTo(max) > 0) {
      place.report("must be at most " + max.toPlainString());
    }
  }

  private void checkText(String text, Place place) {
    checkSize(text.codePointCount(0, text.length()), "characters", place);
    if (!options.isEmpty() && !options.contains(text)) {
      place.report("must be one of " + String.join(", ", options));
    }
    if (pattern == null) {
      return;
    }
    if (text.length() > LONGEST_FOR_PATTERN) {
      place.report("must have at most %,d characters".formatted(LONGEST_FOR_PATTERN));
    } else if (!pattern.matcher(text).matches()) {
      place.report("must match " + pattern);
    }
  }

  private void checkSize(int size, String unit, Place place) {
    if (size < minLength) {
      place.report(
          size == 0 && minLength == 1
              ? "must not be empty"
              : "must have at least " + minLength + " " + unit);
    }
    if (size > maxLength) {
      place.report("must have at most " + maxLength + " " + unit);
    }
  }
}
