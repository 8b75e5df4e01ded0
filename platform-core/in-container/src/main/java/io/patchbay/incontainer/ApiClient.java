package io.patchbay.incontainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Speaks to the REST API as the console does: cookie, CSRF token, JSON. Paths begin with a slash.
 */
public final class ApiClient {

  public static final JsonMapper JSON = JsonMapper.builder().build();

  /** An answer; {@code json} is missing when the body is not JSON. */
  public record Answer(int status, JsonNode json, String text, HttpResponse<String> http) {

    /** The answer, if it has this status; fails with the body otherwise. */
    public Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("expected " + wanted + ", got " + status + ": " + text);
      }
      return this;
    }

    public String code() {
      return json.path("code").asString("");
    }

    public String etag() {
      return http.headers().firstValue("ETag").orElse("");
    }
  }

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final URI server;
  private final Map<String, String> headers = new HashMap<>();

  ApiClient(URI server) {
    this.server = server;
  }

  public ApiClient header(String name, @Nullable String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  /** A client that uses an API token. */
  public ApiClient withToken(String token) {
    return new ApiClient(server).header("Authorization", "Bearer " + token);
  }

  public Answer signIn(String login, String password) {
    return takeSession(
        api("POST", "/session", Map.of("login", login, "password", password)).expect(200));
  }

  public Answer changePassword(String current, String next) {
    return takeSession(
        api("PUT", "/session/password", Map.of("currentPassword", current, "newPassword", next))
            .expect(200));
  }

  /** Takes over the session of an answer that began one. */
  public Answer takeSession(Answer answer) {
    answer
        .http()
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(cookie -> headers.put("Cookie", cookie.split(";", 2)[0]));
    headers.put("X-CSRF-Token", answer.json().path("csrfToken").asString(""));
    return answer;
  }

  /** Under {@code /api/v1}; a null body sends none. */
  public Answer api(String method, String path, @Nullable Object body) {
    return send(
        method,
        "/api/v1" + path,
        body == null ? null : JSON.writeValueAsString(body),
        "application/json");
  }

  public Answer apiGet(String path) {
    return api("GET", path, null);
  }

  public Answer get(String path) {
    return send("GET", path, null, "application/json");
  }

  public Answer send(String method, String path, @Nullable String body, String contentType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (body != null) {
      request.header("Content-Type", contentType);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode json =
          type.contains("json") && !response.body().isEmpty()
              ? JSON.readTree(response.body())
              : MissingNode.getInstance();
      return new Answer(response.statusCode(), json, response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
