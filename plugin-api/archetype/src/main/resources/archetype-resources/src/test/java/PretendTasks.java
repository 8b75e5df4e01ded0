package ${package};

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A task list on a free local port. Replace it by a sandbox of the system you write for. */
final class PretendTasks implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("[?&](cursor|limit)=([0-9]+)");

  private final String key;
  private final HttpServer server;
  private final List<String> tasks = new ArrayList<>();
  private final Map<String, String> byIdempotencyKey = new HashMap<>();

  PretendTasks(String key) {
    this.key = key;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/tasks", this::answer);
    server.start();
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Adds a task and gives back its id. */
  synchronized String add(String title) {
    String id = "task-" + tasks.size();
    tasks.add(
        "{\"id\": \"%s\", \"title\": \"%s\", \"createdAt\": \"%s\"}"
            .formatted(id, title, Instant.now()));
    return id;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (!("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      reply(exchange, 401, "{\"error\": \"wrong key\"}");
    } else if (exchange.getRequestMethod().equals("POST")) {
      String idempotencyKey = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      reply(exchange, 201, byIdempotencyKey.computeIfAbsent(idempotencyKey, k -> task()));
    } else {
      reply(exchange, 200, page(exchange.getRequestURI()));
    }
  }

  private String task() {
    add("Added by a flow");
    return tasks.getLast();
  }

  private String page(URI request) {
    Map<String, Integer> numbers = new HashMap<>(Map.of("cursor", 0, "limit", 10));
    Matcher matcher = NUMBER.matcher("?" + request.getQuery());
    while (matcher.find()) {
      numbers.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
    int from = numbers.get("cursor");
    int to = Math.min(from + numbers.get("limit"), tasks.size());
    String page = tasks.subList(from, to).stream().collect(Collectors.joining(", "));
    return "{\"tasks\": [%s], \"cursor\": \"%d\", \"more\": %b}".formatted(page, to, to < tasks.size());
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
