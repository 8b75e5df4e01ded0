package io.patchbay.http.apache;

import io.patchbay.http.ExchangeMasking;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.RecordedExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one sending while it goes on; becomes a record in the end. */
final class Attempt {

  private final OutboundRequest request;
  private final Instant startedAt;
  private Instant endedAt;
  private @Nullable OutboundResponse response;
  private @Nullable String error;

  Attempt(OutboundRequest request, Instant startedAt) {
    this.request = request;
    this.startedAt = startedAt;
    this.endedAt = startedAt;
  }

  void answered(OutboundResponse answer, Instant now) {
    response = answer;
    endedAt = now;
  }

  void failed(OutboundFailure failure, Instant now) {
    error = failure.getMessage();
    endedAt = now;
  }

  void interrupted(Instant now) {
    error = "The call was stopped before an answer came.";
    endedAt = now;
  }

  RecordedExchange recorded() {
    OutboundResponse answer = response;
    return new RecordedExchange(
        request.method(),
        ExchangeMasking.url(request.uri(), request.mask()),
        ExchangeMasking.headers(request.headers(), request.mask()),
        ExchangeMasking.body(request.body(), request.headers(), request.mask()),
        answer == null ? null : answer.status(),
        answer == null ? List.of() : ExchangeMasking.headers(answer.headers(), request.mask()),
        answer == null
            ? RecordedExchange.Body.EMPTY
            : ExchangeMasking.body(answer.body(), answer.headers(), request.mask()),
        error,
        startedAt,
        Duration.between(startedAt, endedAt));
  }
}
