package io.patchbay.plugins.http;

import io.patchbay.plugin.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes outputs from answers. */
final class Answers {
  private Answers() {}

  static Call.Response read(HttpResponse answer, List<Integer> expect, Call.ReadAs readAs) {
    boolean expected = expect.isEmpty() ? answer.isSuccess() : expect.contains(answer.status());
    if (!expected) {
      throw answer.failure();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    answer
        .headers()
        .values()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    return new Call.Response(answer.status(), headers, body(answer, readAs));
  }

  private static Optional<Object> body(HttpResponse answer, Call.ReadAs readAs) {
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    return switch (readAs) {
      case AUTO -> automatic(answer);
      case JSON -> Optional.ofNullable(answer.json());
      case TEXT -> Optional.of(answer.text());
      case BASE64 -> Optional.of(Base64.getEncoder().encodeToString(answer.bytes()));
    };
  }

  private static Optional<Object> automatic(HttpResponse answer) {
    String type =
        answer.header("content-type").orElse("").toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    if (type.endsWith("/json") || type.endsWith("+json")) {
      return Optional.ofNullable(answer.json());
    }
    boolean text = type.startsWith("text/") || type.endsWith("/xml") || type.endsWith("+xml");
    return Optional.of(text ? answer.text() : Base64.getEncoder().encodeToString(answer.bytes()));
  }

  /**
   * Whether a look-up's answer holds something: an empty list or object means that nothing was
   * found.
   */
  static boolean hasContent(Call.Response response) {
    return response
        .body()
        .filter(
            body ->
                switch (body) {
                  case Map<?, ?> map -> !map.isEmpty();
                  case List<?> list -> !list.isEmpty();
                  default -> !String.valueOf(body).isBlank();
                })
        .isPresent();
  }
}
