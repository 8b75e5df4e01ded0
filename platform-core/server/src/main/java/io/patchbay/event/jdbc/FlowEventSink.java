package io.patchbay.event.jdbc;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.event.EventSink;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.platform.database.DatabaseException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * What flows emit, into the log. A database that is away for a moment is not the flow's fault: it
 * is tried again until the call's time is over.
 */
@Singleton
public class FlowEventSink implements EventSink {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final EventLog log;
  private final InstantSource clock;

  @Inject
  public FlowEventSink(EventLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public CallOutcome emit(CallContext call, JsonNode event) {
    NewEvent emitted = new NewEvent(call.tenant(), event, NewEvent.Origin.FLOW, call.run());
    while (true) {
      try {
        log.append(List.of(emitted));
        return new CallOutcome.Succeeded(event);
      } catch (DatabaseException e) {
        if (!clock.instant().plus(PAUSE).isBefore(call.deadline()) || !pause()) {
          return failed();
        }
      }
    }
  }

  private static boolean pause() {
    try {
      return !new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static CallOutcome failed() {
    return new CallOutcome.Failed(
        FlowError.of(
            ErrorType.COMMUNICATION,
            503,
            "The event cannot be emitted: the event log cannot be written at the moment",
            null),
        RetryFacts.RETRYABLE);
  }
}
