package io.patchbay.flow.parse;

import io.patchbay.flow.CronExpression;
import io.patchbay.flow.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code schedule}. */
final class ScheduleReader {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Toolkit tools;

  ScheduleReader(Toolkit tools) {
    this.tools = tools;
  }

  @Nullable Schedule read(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Place every = fields.find("every");
    Place cron = fields.find("cron");
    Place after = fields.find("after");
    Place on = fields.find("on");
    fields.close();
    long given = Stream.of(every, cron, after, on).filter(Objects::nonNull).count();
    if (given != 1) {
      tools
          .context()
          .problems()
          .error(
              "flow.wrong-schedule",
              "A schedule has exactly one of every, cron, after and on; this has " + given + ".",
              fields.pointer(),
              fields.span());
      return null;
    }
    if (on != null) {
      return new EventRules(tools).schedule(on);
    }
    return cron == null ? interval(every, after) : cron(cron);
  }

  private @Nullable Schedule interval(@Nullable Place every, @Nullable Place after) {
    Place place = every == null ? after : every;
    Duration duration = tools.durations().findFixed(place);
    if (place == null || duration == null) {
      return null;
    }
    if (duration.compareTo(SHORTEST) < 0) {
      problem(place, "the shortest time between two runs is one second");
    }
    return every == null ? new Schedule.After(duration) : new Schedule.Every(duration);
  }

  private @Nullable Schedule cron(Place place) {
    String text = tools.context().text(place, "'cron'");
    if (text == null) {
      return null;
    }
    try {
      CronExpression expression = CronExpression.parse(text);
      if (expression.neverFires()) {
        problem(place, "there is no such date");
      }
      return new Schedule.Cron(expression);
    } catch (DateTimeException e) {
      problem(place, e.getMessage());
      return null;
    }
  }

  private void problem(Place place, @Nullable String why) {
    tools
        .context()
        .problems()
        .error(
            "flow.wrong-schedule",
            "This schedule cannot be used: " + why + ".",
            place.pointer(),
            place.span());
  }
}
