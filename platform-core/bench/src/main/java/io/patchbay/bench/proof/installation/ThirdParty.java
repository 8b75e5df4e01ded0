package io.patchbay.bench.proof.installation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The other company, in this JVM: writes down every request with its key when it arrives, and
 * answers when the proof wants it to; {@code …/refuse} says 503. It listens on several ports,
 * because a node opens a limited number of connections to one. Thread-safe.
 */
public final class ThirdParty {
  /**
   * @param key the Idempotency-Key it came with
   * @param arrivedNanos by {@link System#nanoTime}
   */
  public record Call(String path, String key, String body, long arrivedNanos) {
    /** The run that made it: the first part of the key. */
    public String run() {
      return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    }
  }

  private static final int PORTS = 8;

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Call> log = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile Function<Call, Duration> delay = _ -> Duration.ZERO;

  ThirdParty() throws IOException {
    for (int i = 0; i < PORTS; i++) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
      server.createContext("/", this::take);
      server.setExecutor(threads);
      server.start();
      servers.add(server);
    }
  }

  /** Its hosts and ports, as the operator of a node allows them. */
  String allowed() {
    return servers.stream()
        .map(server -> "127.0.0.1:" + server.getAddress().getPort())
        .collect(Collectors.joining(","));
  }

  public String address() {
    return address(0);
  }

  /** One of its addresses; those of small numbers differ. */
  public String address(int number) {
    return "http://127.0.0.1:" + servers.get(number % PORTS).getAddress().getPort();
  }

  /** How long it thinks before it answers. */
  public void delay(Function<Call, Duration> how) {
    delay = how;
  }

  public List<Call> log() {
    return List.copyOf(log);
  }

  public int count() {
    return count.get();
  }

  public void forget() {
    log.clear();
    count.set(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")).orElse("");
    Call call = new Call(exchange.getRequestURI().getPath(), key, body, System.nanoTime());
    log.add(call);
    count.incrementAndGet();
    try (exchange) {
      Waits.pause(delay.apply(call));
      byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      int status = call.path().endsWith("/refuse") ? 503 : 200;
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
