package io.patchbay.http;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * One gRPC request with one message.
 *
 * @param uri scheme, host, port and {@code /package.Service/Method}
 * @param metadata sent as headers
 * @param maxMessages more than these in the answer are a failure
 * @param maxBytes of all messages of the answer together
 */
public record GrpcRequest(
    CallOrigin origin,
    URI uri,
    List<Header> metadata,
    byte[] message,
    Instant deadline,
    int maxMessages,
    int maxBytes) {
  public GrpcRequest {
    metadata = List.copyOf(metadata);
  }
}
