package io.patchbay.run.jdbc;

import io.patchbay.flow.FlowError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as text that PostgreSQL takes whatever it holds: a text column refuses half a surrogate
 * pair, which JSON allows; such a value is written with escapes. (Zero characters are always
 * escaped in JSON.)
 */
public final class JsonText {

  /** What was written here must be readable here, so the limits are those of the platform. */
  private static final StreamReadConstraints OWN =
      StreamReadConstraints.builder()
          .maxNestingDepth(2_000)
          .maxStringLength(64 * 1024 * 1024)
          .maxNumberLength(10_000)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(OWN).build()).build();
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonText() {}

  public static String of(JsonNode value) {
    String text = MAPPER.writeValueAsString(value);
    return isWellFormed(text) ? text : ASCII.writeValueAsString(value);
  }

  static @Nullable String ofNullable(@Nullable JsonNode value) {
    return value == null ? null : of(value);
  }

  static @Nullable String ofNullable(@Nullable FlowError error) {
    return error == null ? null : of(error.toJson());
  }

  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  static @Nullable JsonNode parseNullable(@Nullable String text) {
    return text == null ? null : parse(text);
  }

  static @Nullable FlowError parseError(@Nullable String text) {
    return text == null ? null : FlowError.fromJson(parse(text));
  }

  /** A plain word or key as a text column takes it. */
  public static String plain(String text) {
    if (text.indexOf('\0') < 0 && isWellFormed(text)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < Character.MIN_SURROGATE) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
