package io.patchbay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A running sandbox and a client for it; each test has its own. */
abstract class SandboxTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Sandbox sandbox = Sandbox.start(0);

  /** An answer with its body read as JSON where it is JSON. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      return Json.MAPPER.readTree(response.body());
    }

    JsonNode at(String pointer) {
      return json().at(pointer);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    Answer expect(int status) {
      assertEquals(status, status(), response.body());
      return this;
    }
  }

  @AfterEach
  void stop() {
    sandbox.close();
    client.close();
  }

  URI uri(String path) {
    return URI.create(sandbox.baseUri() + path);
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  Answer post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  Answer send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }
}
