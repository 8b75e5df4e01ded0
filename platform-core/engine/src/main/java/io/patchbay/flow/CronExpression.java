package io.patchbay.flow;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Unix cron expression: minute, hour, day of month, month, day of week (0 and 7 are Sunday; names
 * allowed), with {@code *}, lists, ranges and steps. When both day fields are restricted a day that
 * fits either is taken, as in Vixie cron; a field that begins with {@code *}, with a step too, is
 * not. When daylight saving changes, an expression for certain hours fires once a day all the same:
 * a skipped time is taken as long after the change as it lies behind it, a repeated one is taken
 * the first time. One for every hour follows real time.
 */
public final class CronExpression {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final int YEARS_AHEAD = 8;

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean anyDayOfMonth;
  private final boolean anyDayOfWeek;

  private CronExpression(String text, List<String> fields) {
    this.text = text;
    minutes = field("minute", fields.get(0), 0, 59, List.of(), 0);
    hours = field("hour", fields.get(1), 0, 23, List.of(), 0);
    daysOfMonth = field("day of month", fields.get(2), 1, 31, List.of(), 0);
    months = field("month", fields.get(3), 1, 12, MONTHS, 1);
    BitSet week = field("day of week", fields.get(4), 0, 7, DAYS, 0);
    if (week.get(7)) {
      week.set(0);
    }
    daysOfWeek = week;
    anyDayOfMonth = fields.get(2).startsWith("*");
    anyDayOfWeek = fields.get(4).startsWith("*");
  }

  /**
   * Parses five fields or one of {@code @hourly @daily @weekly @monthly @yearly}.
   *
   * @throws DateTimeException with a sentence for the author when it is not valid
   */
  public static CronExpression parse(String text) {
    String fields =
        switch (text.strip().toLowerCase(Locale.ROOT)) {
          case "@hourly" -> "0 * * * *";
          case "@daily", "@midnight" -> "0 0 * * *";
          case "@weekly" -> "0 0 * * 0";
          case "@monthly" -> "0 0 1 * *";
          case "@yearly", "@annually" -> "0 0 1 1 *";
          default -> text.strip();
        };
    List<String> parts = List.of(fields.split("\\s+"));
    if (parts.size() != 5) {
      throw new DateTimeException(
          "a cron expression has five fields (minute, hour, day of month, month, day of week), this"
              + " one has "
              + parts.size());
    }
    return new CronExpression(text.strip(), parts);
  }

  /** The first fitting minute after a moment, in that moment's zone; empty when none comes soon. */
  public Optional<ZonedDateTime> nextAfter(ZonedDateTime moment) {
    boolean everyHour = hours.cardinality() == 24;
    ZonedDateTime next = moment.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDateTime local =
        everyHour
            ? next.toLocalDateTime()
            : moment.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    int lastYear = next.getYear() + YEARS_AHEAD;
    while (local.getYear() <= lastYear) {
      LocalDateTime nearer = nearer(local);
      boolean fits = nearer.equals(local);
      if (everyHour) {
        if (fits) {
          return Optional.of(next);
        }
        boolean today = nearer.toLocalDate().equals(local.toLocalDate());
        next = today ? next.plusMinutes(1) : nearer.atZone(next.getZone());
        local = next.toLocalDateTime();
      } else if (!fits) {
        local = nearer;
      } else if (local.atZone(moment.getZone()).isAfter(moment)) {
        return Optional.of(local.atZone(moment.getZone()));
      } else {
        local = local.plusMinutes(1);
      }
    }
    return Optional.empty();
  }

  /** The same time when it fits, otherwise a later one that passes over none that fits. */
  private LocalDateTime nearer(LocalDateTime time) {
    if (!months.get(time.getMonthValue())) {
      return time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
    }
    if (!fitsDay(time)) {
      return time.toLocalDate().plusDays(1).atStartOfDay();
    }
    if (!hours.get(time.getHour())) {
      return time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
    }
    return minutes.get(time.getMinute()) ? time : time.plusMinutes(1);
  }

  /** True for a day that no year has, such as the 30th of February. */
  public boolean neverFires() {
    return nextAfter(ZonedDateTime.parse("2024-01-01T00:00:00Z")).isEmpty();
  }

  private boolean fitsDay(LocalDateTime day) {
    boolean month = daysOfMonth.get(day.getDayOfMonth());
    boolean week = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    return anyDayOfMonth || anyDayOfWeek ? month && week : month || week;
  }

  private static BitSet field(
      String what, String text, int min, int max, List<String> names, int firstName) {
    BitSet bits = new BitSet(max + 1);
    for (String part : text.split(",", -1)) {
      String[] rangeAndStep = part.split("/", -1);
      int step = rangeAndStep.length == 1 ? 1 : number(what, rangeAndStep[1], List.of(), 0);
      if (rangeAndStep.length > 2 || step < 1) {
        throw new DateTimeException("'" + part + "' is not a step of the " + what);
      }
      int from = min;
      int to = max == 7 ? 6 : max;
      if (!rangeAndStep[0].equals("*")) {
        String[] ends = rangeAndStep[0].split("-", -1);
        from = number(what, ends[0], names, firstName);
        boolean open = ends.length == 1 && rangeAndStep.length == 2;
        to = ends.length == 2 ? number(what, ends[1], names, firstName) : open ? to : from;
        if (ends.length > 2 || from < min || to > max || from > to) {
          throw new DateTimeException(
              "'" + part + "' is not a " + what + ": it goes from " + min + " to " + max);
        }
      }
      for (int i = from; i <= to; i += step) {
        bits.set(i);
      }
    }
    return bits;
  }

  private static int number(String what, String text, List<String> names, int firstName) {
    int index = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (index >= 0) {
      return index + firstName;
    }
    if (!text.matches("\\d{1,3}")) {
      throw new DateTimeException("'" + text + "' is not a " + what);
    }
    return Integer.parseInt(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
