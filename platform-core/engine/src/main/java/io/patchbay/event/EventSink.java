package io.patchbay.event;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import tools.jackson.databind.JsonNode;

/** Where flows emit their events. Thread-safe. */
public interface EventSink {
  /** Where there is no event log. */
  EventSink NONE =
      (call, event) ->
          new CallOutcome.Failed(
              FlowError.of(
                  ErrorType.CONFIGURATION, "The event cannot be emitted: there is no log", null),
              RetryFacts.PERMANENT);

  /**
   * Appends an event that {@link CloudEvents#check} found good; durable on return. An event with
   * the source and id of an earlier one is that one. The output of the call is the event.
   */
  CallOutcome emit(CallContext call, JsonNode event);
}
