package io.patchbay.http.grpc;

import io.patchbay.http.ExchangeMasking;
import io.patchbay.http.GrpcAnswer;
import io.patchbay.http.GrpcRequest;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.RecordedExchange;
import io.patchbay.http.SecretMask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One call as it is kept: its messages as JSON, masked. */
record GrpcExchange(GrpcRequest request, JsonNode sent, SecretMask mask, Instant began) {
  private static final List<Header> JSON = List.of(new Header("Content-Type", "application/json"));

  RecordedExchange answered(GrpcAnswer answer, JsonNode received, Instant ended) {
    List<Header> status =
        List.of(
            new Header("grpc-status", Integer.toString(answer.status())),
            new Header("grpc-message", answer.text().replaceAll("\\p{Cntrl}", " ")));
    return recorded(200, status, body(received), null, ended);
  }

  RecordedExchange failed(OutboundFailure failure, Instant ended) {
    return recorded(null, List.of(), RecordedExchange.Body.EMPTY, failure.getMessage(), ended);
  }

  private RecordedExchange recorded(
      @Nullable Integer status,
      List<Header> headers,
      RecordedExchange.Body body,
      @Nullable String error,
      Instant ended) {
    return new RecordedExchange(
        "POST",
        ExchangeMasking.url(request.uri(), mask),
        ExchangeMasking.headers(request.metadata(), mask),
        body(sent),
        status,
        ExchangeMasking.headers(headers, mask),
        body,
        error,
        began,
        Duration.between(began, ended));
  }

  private RecordedExchange.Body body(JsonNode json) {
    return ExchangeMasking.body(json.toString().getBytes(StandardCharsets.UTF_8), JSON, mask);
  }
}
