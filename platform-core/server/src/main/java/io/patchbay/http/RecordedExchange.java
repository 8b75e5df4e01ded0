package io.patchbay.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer as they may be kept: masked, bodies cut to {@value #LONGEST_BODY}
 * characters. A redirected request makes one of these for each hop.
 *
 * @param status null when there was no answer
 * @param error null when there was one
 */
public record RecordedExchange(
    String method,
    String url,
    List<Header> requestHeaders,
    Body requestBody,
    @Nullable Integer status,
    List<Header> responseHeaders,
    Body responseBody,
    @Nullable String error,
    Instant startedAt,
    Duration duration) {

  public static final int LONGEST_BODY = 64 * 1024;

  /**
   * @param text masked; empty when the body is not text
   * @param size of the whole body in bytes
   * @param complete false when the text was cut or left out
   */
  public record Body(String text, long size, boolean complete) {
    public static final Body EMPTY = new Body("", 0, true);
  }

  public RecordedExchange {
    requestHeaders = List.copyOf(requestHeaders);
    responseHeaders = List.copyOf(responseHeaders);
  }
}
