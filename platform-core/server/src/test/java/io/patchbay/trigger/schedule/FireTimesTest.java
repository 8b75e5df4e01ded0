package io.patchbay.trigger.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.patchbay.flow.CronExpression;
import io.patchbay.flow.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FireTimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Schedule cron(String expression) {
    return new Schedule.Cron(CronExpression.parse(expression));
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  @Test
  void dailyTimeKeepsItsLocalHourOverTheChangeOfClocks() {
    List<Instant> times =
        FireTimes.coming(cron("30 8 * * *"), BERLIN, at("2026-10-24T12:00:00Z"), 2);
    assertEquals(List.of(at("2026-10-25T07:30:00Z"), at("2026-10-26T07:30:00Z")), times);
    assertEquals(
        at("2026-10-24T06:30:00Z"),
        FireTimes.next(cron("30 8 * * *"), BERLIN, at("2026-10-24T00:00:00Z")).orElseThrow());
  }

  @Test
  void missedTimesOfACronBecomeOneForTheLatest() {
    FireTimes.Due due =
        FireTimes.due(
            cron("0 * * * *"), BERLIN, at("2026-11-23T10:00:00Z"), at("2026-11-23T13:20:00Z"));
    assertEquals(
        new FireTimes.Due(at("2026-11-23T13:00:00Z"), 3, Optional.of(at("2026-11-23T14:00:00Z"))),
        due);
  }

  @Test
  void missedTimesOfAnIntervalKeepItsBeat() {
    FireTimes.Due due =
        FireTimes.due(
            new Schedule.Every(Duration.ofMinutes(10)),
            BERLIN,
            at("2026-11-23T10:00:00Z"),
            at("2026-11-23T10:25:00Z"));
    assertEquals(
        new FireTimes.Due(at("2026-11-23T10:20:00Z"), 2, Optional.of(at("2026-11-23T10:30:00Z"))),
        due);
  }

  @Test
  void afterTheEndKnowsNoNextTimeBeforeIt() {
    FireTimes.Due due =
        FireTimes.due(
            new Schedule.After(Duration.ofMinutes(1)),
            BERLIN,
            at("2026-11-23T10:00:00Z"),
            at("2026-11-23T10:00:01Z"));
    assertEquals(Optional.empty(), due.next());
  }

  @ParameterizedTest
  @CsvSource({
    "'*/5 * * * *', every 5 minutes",
    "'0 8 * * 1-5', on Monday to Friday at 08:00",
    "'15 6 * * *', every day at 06:15",
    "'0 0 1 * *', on day 1 of every month at 00:00",
    "'5 4 3 2 *', cron 5 4 3 2 *"
  })
  void saysASchedulesInWords(String expression, String words) {
    assertEquals(words, FireTimes.words(cron(expression)));
  }
}
