package io.patchbay.event.rest;

import io.patchbay.event.jdbc.EventQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run that an event started or woke; state and flow are missing when the run is gone. */
public record EventDeliveryView(
    String runId,
    String effect,
    @Nullable String stepId,
    @Nullable String flowId,
    @Nullable String flowName,
    @Nullable String state) {
  static EventDeliveryView of(EventQueries.Delivered delivered) {
    boolean started = delivered.stepId().isEmpty();
    String state = delivered.state();
    return new EventDeliveryView(
        delivered.run(),
        started ? "started" : "woke",
        started ? null : delivered.stepId(),
        delivered.flow(),
        delivered.flowName(),
        state == null ? null : state.toLowerCase(Locale.ROOT));
  }
}
