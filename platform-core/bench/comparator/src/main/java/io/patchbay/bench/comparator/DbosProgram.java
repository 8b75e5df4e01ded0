package io.patchbay.bench.comparator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * DBOS Transact with the same work as workflows, each call a step that is recorded in PostgreSQL.
 * Arguments: own port, partner's address, JDBC address, user; the password in DBOS_PASSWORD.
 */
public final class DbosProgram {

  private static final int CONNECTIONS = 30;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What DBOS records. */
  public interface Flows {

    String summary(String order) throws Exception;

    String order(String order) throws Exception;
  }

  /** The workflows. */
  public static final class RecordedFlows implements Flows {

    private final DBOS dbos;
    private final Calls calls;

    RecordedFlows(DBOS dbos, Calls calls) {
      this.dbos = dbos;
      this.calls = calls;
    }

    @Override
    @Workflow
    public String summary(String order) throws Exception {
      return dbos.runStep(
          () -> JSON.writeValueAsString(Order.summary(Order.cast(read(order)))), "map");
    }

    @Override
    @Workflow
    public String order(String order) throws Exception {
      String answer =
          dbos.runStep(
              () -> calls.get("/stock?order=" + Order.text(Order.cast(read(order)), "orderId")),
              "ask");
      String message =
          JSON.writeValueAsString(Order.message(Order.cast(read(order)), Order.cast(read(answer))));
      return dbos.runStep(() -> calls.post("/last", message), "tell");
    }
  }

  /** The partner. */
  record Calls(HttpClient http, String partner) {

    String get(String path) throws IOException, InterruptedException {
      return send(HttpRequest.newBuilder(URI.create(partner + path)).GET());
    }

    String post(String path, String body) throws IOException, InterruptedException {
      return send(
          HttpRequest.newBuilder(URI.create(partner + path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private DbosProgram() {}

  private static Object read(String json) {
    return JSON.readValue(json, java.util.Map.class);
  }

  public static void main(String[] words) throws Exception {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(words[2]);
    pool.setUsername(words[3]);
    pool.setPassword(System.getenv("DBOS_PASSWORD"));
    pool.setMaximumPoolSize(CONNECTIONS);
    DBOS dbos = new DBOS(DBOSConfig.defaults("bench").withDataSource(pool).withAppVersion("1"));
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Flows flows =
        dbos.registerProxy(Flows.class, new RecordedFlows(dbos, new Calls(http, words[1])));
    dbos.launch();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0])),
            1024);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/w1", exchange -> answer(exchange, 200, flows::summary));
    server.createContext(
        "/w2",
        exchange ->
            answer(
                exchange,
                202,
                order -> {
                  String id = dbos.startWorkflow(() -> flows.order(order)).workflowId();
                  return "{\"id\":\"" + id + "\"}";
                }));
    server.start();
  }

  private interface Work {
    String on(String order) throws Exception;
  }

  private static void answer(HttpExchange exchange, int status, Work work) throws IOException {
    String order = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] body;
    int result = status;
    try {
      body = work.on(order).getBytes(StandardCharsets.UTF_8);
    } catch (Exception failed) {
      System.err.println(failed);
      body = new byte[] {'{', '}'};
      result = 500;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(result, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
