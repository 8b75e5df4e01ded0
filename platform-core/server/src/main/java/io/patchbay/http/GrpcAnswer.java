package io.patchbay.http;

import java.util.List;

/**
 * How a gRPC call ended.
 *
 * @param status a code of gRPC, 0 is good
 * @param text of the status, often empty
 * @param messages whole, in order
 */
public record GrpcAnswer(int status, String text, List<byte[]> messages) {
  public GrpcAnswer {
    messages = List.copyOf(messages);
  }
}
