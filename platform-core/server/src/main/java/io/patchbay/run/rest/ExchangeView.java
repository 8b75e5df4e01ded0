package io.patchbay.run.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recorded HTTP exchange, masked when it was recorded. */
public record ExchangeView(
    int attempt,
    String method,
    String url,
    @Nullable Integer status,
    Instant startedAt,
    long durationMs,
    List<HeaderView> requestHeaders,
    @Nullable String requestBody,
    List<HeaderView> responseHeaders,
    @Nullable String responseBody,
    @Nullable Boolean truncated,
    @Nullable String failure) {

  /** A header line. */
  public record HeaderView(String name, String value) {}
}
