package io.patchbay.platform.database;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** One time for all nodes. */
class DatabaseClockTest {

  private final TestDatabase database = TestDatabase.shared();

  @Test
  void aNodeWhoseClockIsTwoHoursOffHasTheTimeOfTheDatabase() {
    for (Duration off : new Duration[] {Duration.ofHours(2), Duration.ofHours(-2)}) {
      InstantSource wrong = () -> Instant.now().plus(off);
      DatabaseClock clock = new DatabaseClock(database.engine(), wrong);
      assertTrue(isNear(clock.instant(), wrong.instant()), "its own until the database answers");
      clock.measure();
      assertTrue(isNear(clock.instant(), Instant.now()));
    }
  }

  @Test
  void goesOnWithoutTheDatabase() {
    DatabaseClock clock = new DatabaseClock(database.engine());
    clock.measure();
    Instant before = clock.instant();
    assertTrue(!clock.instant().isBefore(before));
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(10)) < 0;
  }
}
