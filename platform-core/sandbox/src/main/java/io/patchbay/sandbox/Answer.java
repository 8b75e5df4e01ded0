package io.patchbay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a reply, spoiled or not, and ends the exchange. */
final class Answer {

  private static final byte[] BAD_JSON =
      "{\"id\": \"ok\", \"items\": [1, 2,, }\n<html>".getBytes(StandardCharsets.UTF_8);
  private static final int HUGE_BLOCKS = 4096;

  private Answer() {}

  /** Returns the status that was sent, 0 when nothing was. */
  static int send(HttpExchange exchange, Reply reply, Fault.Spoil spoil)
      throws IOException, InterruptedException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    return switch (spoil) {
      case NONE -> whole(exchange, reply.status(), reply.body());
      case CUT -> 0;
      case CUT_BODY -> half(exchange, reply);
      case BAD_JSON -> whole(exchange, reply.status(), BAD_JSON);
      case DRIP -> drip(exchange, reply);
      case HUGE -> huge(exchange, reply);
    };
  }

  private static int whole(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean none = body.length == 0 || status == 204 || status == 304;
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    }
    return status;
  }

  private static int half(HttpExchange exchange, Reply reply) throws IOException {
    exchange.sendResponseHeaders(reply.status(), reply.body().length + 2L);
    exchange.getResponseBody().write(Arrays.copyOf(reply.body(), reply.body().length / 2));
    exchange.getResponseBody().flush();
    return reply.status();
  }

  private static int drip(HttpExchange exchange, Reply reply)
      throws IOException, InterruptedException {
    exchange.sendResponseHeaders(reply.status(), Math.max(1, reply.body().length));
    OutputStream out = exchange.getResponseBody();
    for (byte one : reply.body()) {
      out.write(one);
      out.flush();
      Thread.sleep(100);
    }
    return reply.status();
  }

  private static int huge(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), 0);
    byte[] block =
        "\"01234567890123456789012345678901234567890123456789012345678\",\n"
            .repeat(1024)
            .getBytes(StandardCharsets.UTF_8);
    OutputStream out = exchange.getResponseBody();
    out.write('[');
    for (int i = 0; i < HUGE_BLOCKS; i++) {
      out.write(block);
    }
    out.write("0]".getBytes(StandardCharsets.UTF_8));
    return reply.status();
  }
}
