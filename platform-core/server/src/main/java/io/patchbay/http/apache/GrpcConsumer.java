package io.patchbay.http.apache;

import io.patchbay.http.GrpcAnswer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Reads the answer to one call: messages, then the status in the trailers. */
final class GrpcConsumer implements AsyncResponseConsumer<GrpcAnswer> {
  private static final int LONGEST_TEXT = 2_000;

  private final GrpcFrames frames;
  private @Nullable FutureCallback<GrpcAnswer> callback;
  private @Nullable HttpResponse head;

  GrpcConsumer(GrpcFrames frames) {
    this.frames = frames;
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<GrpcAnswer> done) {
    head = response;
    callback = done;
    if (entity == null) {
      finish(List.of());
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {}

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(64 * 1024);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    HttpResponse response = head;
    if (response != null && response.getCode() == 200) {
      frames.add(bytes);
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    finish(trailers == null ? List.of() : trailers);
  }

  private void finish(List<? extends Header> trailers) {
    FutureCallback<GrpcAnswer> done = callback;
    if (done == null) {
      return;
    }
    callback = null;
    String status = find("grpc-status", trailers);
    String text = decoded(find("grpc-message", trailers));
    HttpResponse response = head;
    int code = response == null ? 0 : response.getCode();
    if (status.matches("[0-9]{1,3}")) {
      done.completed(new GrpcAnswer(Integer.parseInt(status), text, frames.messages()));
    } else {
      done.completed(
          new GrpcAnswer(
              fromHttp(code), "HTTP status " + code + " without one of gRPC", List.of()));
    }
  }

  private String find(String name, List<? extends Header> trailers) {
    for (Header header : trailers) {
      if (header.getName().equalsIgnoreCase(name)) {
        return String.valueOf(header.getValue());
      }
    }
    MessageHeaders response = head;
    Header header = response == null ? null : response.getFirstHeader(name);
    return header == null ? "" : String.valueOf(header.getValue());
  }

  private static String decoded(String text) {
    String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    try {
      return URLDecoder.decode(cut.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return cut;
    }
  }

  /** The table of the gRPC documentation. */
  private static int fromHttp(int code) {
    return switch (code) {
      case 400 -> 13;
      case 401 -> 16;
      case 403 -> 7;
      case 404 -> 12;
      case 429, 502, 503, 504 -> 14;
      default -> 2;
    };
  }

  @Override
  public void failed(Exception cause) {
    FutureCallback<GrpcAnswer> done = callback;
    callback = null;
    if (done != null) {
      done.failed(cause);
    }
  }

  @Override
  public void releaseResources() {
    callback = null;
  }
}
