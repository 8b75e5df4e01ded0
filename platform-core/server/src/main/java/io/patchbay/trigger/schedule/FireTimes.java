package io.patchbay.trigger.schedule;

import io.patchbay.flow.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a schedule fires. */
public final class FireTimes {

  /** Anything faster is a loop, not a schedule. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  private FireTimes() {}

  /** The first time after a moment, for a schedule that begins or fired then. */
  public static Optional<Instant> next(Schedule schedule, ZoneId zone, Instant after) {
    return switch (schedule) {
      case Schedule.Cron cron ->
          cron.expression().nextAfter(after.atZone(zone)).map(ZonedDateTime::toInstant);
      case Schedule.Every every -> Optional.of(after.plus(atLeastShortest(every.interval())));
      case Schedule.After delay -> Optional.of(after.plus(atLeastShortest(delay.delay())));
      case Schedule.On _ -> Optional.empty();
    };
  }

  private static Duration atLeastShortest(Duration duration) {
    return duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration;
  }

  /**
   * What a schedule does at {@code now} whose next time has come.
   *
   * @param fireAt the time that it fires for: the latest that has come
   * @param missed how many times before that one nobody fired
   * @param next empty: not known before the run ends, or never
   */
  public record Due(Instant fireAt, long missed, Optional<Instant> next) {}

  public static Due due(Schedule schedule, ZoneId zone, Instant nextAt, Instant now) {
    return switch (schedule) {
      case Schedule.After _, Schedule.On _ -> new Due(nextAt, 0, Optional.empty());
      case Schedule.Every every -> {
        Duration interval = atLeastShortest(every.interval());
        long missed = Duration.between(nextAt, now).dividedBy(interval);
        Instant fireAt = nextAt.plus(interval.multipliedBy(missed));
        yield new Due(fireAt, missed, Optional.of(fireAt.plus(interval)));
      }
      case Schedule.Cron cron -> {
        Instant fireAt = nextAt;
        long missed = 0;
        Optional<Instant> next = next(schedule, zone, fireAt);
        while (next.isPresent() && !next.get().isAfter(now) && missed < 100_000) {
          fireAt = next.get();
          missed++;
          next = next(schedule, zone, fireAt);
        }
        yield new Due(fireAt, missed, next);
      }
    };
  }

  /** The next times, for people. */
  public static List<Instant> coming(Schedule schedule, ZoneId zone, Instant now, int count) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> next = next(schedule, zone, now);
    while (next.isPresent() && times.size() < count) {
      times.add(next.get());
      next = next(schedule, zone, next.get());
    }
    return times;
  }

  public static String words(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Cron cron -> CronWords.of(cron.expression().toString());
      case Schedule.Every every -> "every " + words(every.interval());
      case Schedule.After after -> words(after.delay()) + " after the last run ended";
      case Schedule.On _ -> "on events";
    };
  }

  private static String words(Duration duration) {
    StringBuilder text = new StringBuilder();
    part(text, duration.toDays(), "day");
    part(text, duration.toHoursPart(), "hour");
    part(text, duration.toMinutesPart(), "minute");
    part(text, duration.toSecondsPart(), "second");
    return text.isEmpty() ? duration.toMillis() + " ms" : text.toString();
  }

  private static void part(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : " ")
          .append(String.format(Locale.ROOT, "%d %s%s", count, unit, count == 1 ? "" : "s"));
    }
  }
}
