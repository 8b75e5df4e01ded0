package io.patchbay.trigger.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a flow is started.
 *
 * @param concurrency so many of its runs are under way at once; null: no limit
 */
public record TriggerView(
    String kind,
    boolean enabled,
    @Nullable String url,
    @Nullable String method,
    @Nullable String reply,
    @Nullable Boolean secretSet,
    @Nullable String idempotencyKey,
    @Nullable String curl,
    @Nullable String scheduleWords,
    @Nullable String timeZone,
    List<Instant> nextTimes,
    @Nullable String connection,
    @Nullable String function,
    @Nullable String advice,
    @Nullable Integer concurrency) {

  TriggerView withConcurrency(@Nullable Integer most) {
    return new TriggerView(
        kind,
        enabled,
        url,
        method,
        reply,
        secretSet,
        idempotencyKey,
        curl,
        scheduleWords,
        timeZone,
        nextTimes,
        connection,
        function,
        advice,
        most);
  }
}
