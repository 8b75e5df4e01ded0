package io.patchbay.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code Retry-After}: seconds or a date in one of HTTP's three spellings. Longer than {@link
 * #LONGEST} is cut to it, in the past or negative becomes {@link #SHORTEST}, nonsense is no answer.
 */
public final class RetryAfter {

  public static final Duration SHORTEST = Duration.ofSeconds(1);
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH),
          new DateTimeFormatterBuilder()
              .appendPattern("EEE MMM ppd HH:mm:ss yyyy")
              .toFormatter(Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  public static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (text.length() > 40) {
      return text.chars().allMatch(Character::isDigit) ? Optional.of(LONGEST) : Optional.empty();
    }
    if (text.matches("-[0-9]+(\\.[0-9]*)?")) {
      return Optional.of(SHORTEST);
    }
    if (text.matches("[0-9]+(\\.[0-9]*)?")) {
      return Optional.of(seconds(text));
    }
    for (DateTimeFormatter date : DATES) {
      try {
        return Optional.of(clamp(Duration.between(now, date.parse(text, Instant::from))));
      } catch (DateTimeException | ArithmeticException e) {
        continue;
      }
    }
    return Optional.empty();
  }

  private static Duration seconds(String text) {
    double seconds = Math.ceil(Double.parseDouble(text));
    return seconds >= LONGEST.toSeconds() ? LONGEST : clamp(Duration.ofSeconds((long) seconds));
  }

  private static Duration clamp(Duration asked) {
    if (asked.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
