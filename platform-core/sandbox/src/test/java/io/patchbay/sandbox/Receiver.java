package io.patchbay.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes webhook deliveries; the first is refused with 500, so that a second try is needed. */
final class Receiver implements AutoCloseable {

  record Received(Headers headers, byte[] body) {
    String header(String name) {
      return Objects.requireNonNullElse(headers.getFirst(name), "");
    }
  }

  private final BlockingQueue<Received> queue = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile boolean refuse = true;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(refuse ? 500 : 204, -1);
            if (!refuse) {
              queue.add(new Received(exchange.getRequestHeaders(), body));
            }
            refuse = false;
          }
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  Received take() throws InterruptedException {
    return Objects.requireNonNull(queue.poll(10, TimeUnit.SECONDS), "no delivery in 10 seconds");
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
