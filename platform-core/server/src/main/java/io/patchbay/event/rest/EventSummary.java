package io.patchbay.event.rest;

import io.patchbay.event.jdbc.EventQueries;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event in a list. */
public record EventSummary(
    String position,
    String id,
    String source,
    String type,
    @Nullable String subject,
    @Nullable Instant time,
    Instant receivedAt,
    String origin,
    @Nullable String runId,
    int bytes,
    int runs) {
  static EventSummary of(EventQueries.Listed event) {
    return new EventSummary(
        Long.toString(event.position()),
        event.id(),
        event.source(),
        event.type(),
        event.subject(),
        event.time(),
        event.receivedAt(),
        event.origin(),
        event.run(),
        event.bytes(),
        event.runs());
  }
}
