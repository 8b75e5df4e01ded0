package io.patchbay.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When an expression fires on the days when the hour changes. */
class CronExpressionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<Instant> between(String cron, String from, String to) {
    CronExpression expression = CronExpression.parse(cron);
    List<Instant> times = new ArrayList<>();
    ZonedDateTime next = Instant.parse(from).atZone(BERLIN);
    while (true) {
      next = expression.nextAfter(next).orElseThrow();
      if (!next.toInstant().isBefore(Instant.parse(to))) {
        return times;
      }
      times.add(next.toInstant());
    }
  }

  private static List<Instant> at(String... times) {
    return Stream.of(times).map(Instant::parse).toList();
  }

  @Test
  void skippedTimeIsTakenAfterTheChange() {
    assertEquals(
        at("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"),
        between("30 2 * * *", "2026-03-27T12:00:00Z", "2026-03-30T12:00:00Z"));
  }

  @Test
  void repeatedTimeIsTakenOnce() {
    assertEquals(
        at("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        between("30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"));
  }

  @Test
  void everyHourFollowsRealTime() {
    assertEquals(5, between("0 * * * *", "2026-10-24T22:30:00Z", "2026-10-25T03:30:00Z").size());
    assertEquals(5, between("0 * * * *", "2026-03-28T22:30:00Z", "2026-03-29T03:30:00Z").size());
  }

  @Test
  void daysAndMonthsAreFoundFarAhead() {
    assertEquals(
        at("2028-02-28T23:05:00Z"),
        between("5 0 29 2 *", "2026-03-01T00:00:00Z", "2029-01-01T00:00:00Z"));
  }
}
