package io.patchbay.run.view;

import io.patchbay.platform.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A value, whole when it is small, else its beginning as text. */
public record PayloadView(
    @Nullable JsonNode value, @Nullable String preview, long bytes, boolean truncated) {

  static final int WHOLE_BYTES = 64 * 1024;
  private static final int PREVIEW_CHARACTERS = 8 * 1024;

  public static @Nullable PayloadView of(@Nullable JsonNode value) {
    return value == null ? null : of(value.toString(), value);
  }

  public static @Nullable PayloadView ofText(@Nullable String json) {
    return json == null ? null : of(json, null);
  }

  private static PayloadView of(String json, @Nullable JsonNode parsed) {
    long bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes <= WHOLE_BYTES) {
      try {
        return new PayloadView(
            parsed == null ? Json.MAPPER.readTree(json) : parsed, null, bytes, false);
      } catch (JacksonException e) {
        // deeper than an answer may be: shown as text
        return new PayloadView(null, json, bytes, false);
      }
    }
    int end = PREVIEW_CHARACTERS;
    if (Character.isHighSurrogate(json.charAt(end - 1))) {
      end--;
    }
    return new PayloadView(null, json.substring(0, end), bytes, true);
  }
}
