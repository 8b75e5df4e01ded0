package io.patchbay.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer, whatever its status.
 *
 * @param uri where the answer came from in the end, after redirects
 * @param body complete and decompressed
 * @param retryAfter what the answer asks for, already brought into sane bounds
 */
public record OutboundResponse(
    int status, List<Header> headers, byte[] body, URI uri, Optional<Duration> retryAfter) {

  public OutboundResponse {
    headers = List.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Header.find(headers, name);
  }

  public boolean successful() {
    return status >= 200 && status < 300;
  }
}
