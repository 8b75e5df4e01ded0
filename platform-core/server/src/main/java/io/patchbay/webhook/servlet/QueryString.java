package io.patchbay.webhook.servlet;

import io.patchbay.platform.rest.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a query string without touching the body, as {@code getParameter} would. */
final class QueryString {

  private static final int MAX_PARAMETERS = 100;

  private QueryString() {}

  /** The first value of each name. */
  static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return values;
    }
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      try {
        String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        String value = parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
        values.putIfAbsent(name, value);
      } catch (IllegalArgumentException e) {
        throw Problem.unreadable("webhook.bad-query", "The query string is not readable.");
      }
      if (values.size() > MAX_PARAMETERS) {
        throw Problem.unreadable(
            "webhook.bad-query", "The query has more than " + MAX_PARAMETERS + " parameters.");
      }
    }
    return values;
  }
}
