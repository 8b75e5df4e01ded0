package io.patchbay.plugin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.plugin.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpRequestTest {
  private static final HttpRequest GET =
      HttpRequest.get(URI.create("https://api.example.org/a?x=1#part"));

  @Test
  void addsEncodedQueryParametersBeforeTheFragment() {
    assertEquals(
        "https://api.example.org/a?x=1&q=a%20b%26c%3D%C3%BC#part",
        GET.query("q", "a b&c=ü").uri().toString());
    assertEquals(GET, GET.query("none", Optional.empty()));
  }

  @Test
  void printsWithoutSecretsQueryAndBody() {
    HttpRequest request =
        GET.bearer(Secret.of("hunter2"))
            .header("X-Key", Secret.of("hunter3"))
            .query("key", Secret.of("hunter4"))
            .form(Map.of("password", "hunter5"));
    assertFalse((request + request.summary()).contains("hunter"), request::toString);
    assertTrue(request.toString().contains("Authorization: •••"));
    assertTrue(request.secretQuery().contains("key"));
  }

  @Test
  void aHeaderReplacesOneOfTheSameNameInAnyCase() {
    assertEquals(1, GET.header("Accept", "a").header("accept", "b").headers().size());
  }

  @Test
  void refusesHeadersThatWouldSplitTheRequest() {
    assertThrows(IllegalArgumentException.class, () -> GET.header("X-A", "a\r\nX-B: b"));
    assertThrows(IllegalArgumentException.class, () -> GET.header("X A", "a"));
    assertThrows(IllegalArgumentException.class, () -> GET.header("", "a"));
  }

  @Test
  void knowsWhichMethodsAreSafe() {
    assertTrue(GET.isSafe());
    assertFalse(HttpRequest.of("post", GET.uri()).isSafe());
    assertEquals("POST", HttpRequest.of("post", GET.uri()).method());
  }
}
