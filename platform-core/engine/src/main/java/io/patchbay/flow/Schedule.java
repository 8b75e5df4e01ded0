package io.patchbay.flow;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** When a scheduled flow runs. */
public sealed interface Schedule {
  /** At a fixed interval, whether or not the last run has ended. */
  record Every(Duration interval) implements Schedule {}

  /** Some time after the last run ended: never two at once. */
  record After(Duration delay) implements Schedule {}

  /**
   * When events come.
   *
   * @param strategy frozen, for {@link io.patchbay.event.EventStrategy#of}
   */
  record On(JsonNode strategy) implements Schedule {}

  /** At the times of a cron expression of five fields, in the trigger's time zone. */
  record Cron(CronExpression expression) implements Schedule {}
}
