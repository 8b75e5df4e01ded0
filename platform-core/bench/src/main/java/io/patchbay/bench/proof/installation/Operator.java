package io.patchbay.bench.proof.installation;

import io.patchbay.launcher.DataFolder;
import io.patchbay.launcher.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as an operator with a token uses it. */
public final class Operator {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  record Answer(int status, JsonNode json, String etag) {}

  private final int port;
  private String authorization = "";
  private String cookie = "";
  private String csrf = "";

  private Operator(int port) {
    this.port = port;
  }

  static Operator of(Path root, int port) {
    Settings notes = new Settings(new DataFolder(root).secrets().resolve("proof.properties"));
    Operator operator = new Operator(port);
    if (notes.find("token").isEmpty()) {
      notes.put("token", operator.newToken(root, notes.password("operator")));
    }
    operator.authorization = "Bearer " + notes.find("token").orElseThrow();
    return operator;
  }

  private String newToken(Path root, String password) {
    String first;
    try {
      first = Files.readString(root.resolve("operator-password.txt")).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    session("POST", "/session", Map.of("login", "operator", "password", first));
    session("PUT", "/session/password", Map.of("currentPassword", first, "newPassword", password));
    Map<String, Object> wanted = Map.of("name", "proof", "expiresInDays", 30);
    String token = call("POST", "/me/tokens", wanted, null).json().path("value").asString("");
    cookie = "";
    csrf = "";
    return token;
  }

  private void session(String method, String path, Object body) {
    csrf = call(method, path, body, null).json().path("csrfToken").asString("");
  }

  Tenant tenant(String slug) {
    call("POST", "/tenants", Map.of("slug", slug, "name", "Proof " + slug), null);
    return new Tenant(this, slug);
  }

  /** Throws unless the answer is a good one. */
  Answer call(String method, String path, @Nullable Object body, @Nullable String etag) {
    Answer answer = send(port, method, path, body, etag);
    if (answer.status() >= 300) {
      throw new IllegalStateException(
          method + " " + path + " answered " + answer.status() + ": " + answer.json());
    }
    return answer;
  }

  Answer send(
      int toPort, String method, String path, @Nullable Object body, @Nullable String etag) {
    String server = "http://localhost:" + toPort;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Origin", server);
    Map<String, String> headers =
        Map.of(
            "Authorization", authorization,
            "Cookie", cookie,
            "X-CSRF-Token", csrf,
            "If-Match", etag == null ? "" : etag);
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(value -> cookie = value.split(";", 2)[0]);
      String text = response.body().isEmpty() ? "null" : response.body();
      return new Answer(
          response.statusCode(),
          JSON.readTree(text),
          response.headers().firstValue("ETag").orElse(""));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped.", stopped);
    }
  }
}
