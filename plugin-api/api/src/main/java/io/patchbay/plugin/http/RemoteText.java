package io.patchbay.plugin.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The other side's words about a failure, short enough for a message. */
final class RemoteText {
  private static final int LONGEST = 500;

  private RemoteText() {}

  static @Nullable String of(HttpResponse response) {
    String type = response.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (response.isEmpty() || !(type.contains("json") || type.startsWith("text/plain"))) {
      return null;
    }
    String text = response.text().strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
