package io.patchbay.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's REST API as an operator with a token uses it. */
final class Api implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  record Answer(int status, JsonNode json, String etag) {}

  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private String authorization = "";
  private String cookie = "";
  private String csrf = "";

  Api(int port) {
    this.server = URI.create("http://localhost:" + port);
  }

  /** Signs in once on a fresh platform and makes a token, which the folder keeps. */
  static Api of(Folder folder) throws IOException {
    Api api = new Api(folder.port());
    Optional<String> token = folder.notes().find("token");
    api.authorization = "Bearer " + (token.isPresent() ? token.get() : api.newToken(folder));
    return api;
  }

  private String newToken(Folder folder) throws IOException {
    String first = folder.oneTimePassword();
    String password = folder.notes().password("operator");
    session("POST", "/session", Map.of("login", "operator", "password", first));
    session("PUT", "/session/password", Map.of("currentPassword", first, "newPassword", password));
    String token =
        call("POST", "/me/tokens", Map.of("name", "bench", "expiresInDays", 30), null)
            .json()
            .path("value")
            .asString("");
    folder.notes().put("token", token);
    cookie = "";
    csrf = "";
    return token;
  }

  private void session(String method, String path, Object body) {
    csrf = call(method, path, body, null).json().path("csrfToken").asString("");
  }

  /** Makes the tenant unless it is there. */
  void tenant(String slug) {
    if (get("/tenants/" + slug).status() == 404) {
      call("POST", "/tenants", Map.of("slug", slug, "name", "Bench " + slug), null);
    }
  }

  Answer get(String path) {
    return send("GET", path, null, null);
  }

  /** Throws {@link BenchProblem} unless the answer is a good one. */
  Answer call(String method, String path, @Nullable Object body, @Nullable String etag) {
    Answer answer = send(method, path, body, etag);
    if (answer.status() >= 300) {
      throw new BenchProblem(
          method + " " + path + " answered " + answer.status() + ": " + answer.json());
    }
    return answer;
  }

  private Answer send(String method, String path, @Nullable Object body, @Nullable String etag) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Origin", server.toString());
    header(request, "Authorization", authorization);
    header(request, "Cookie", cookie);
    header(request, "X-CSRF-Token", csrf);
    header(request, "If-Match", etag == null ? "" : etag);
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
      throw new BenchProblem("Stopped.", stopped);
    }
  }

  private static void header(HttpRequest.Builder request, String name, String value) {
    if (!value.isEmpty()) {
      request.header(name, value);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
