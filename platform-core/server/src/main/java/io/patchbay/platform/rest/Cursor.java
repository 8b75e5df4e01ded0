package io.patchbay.platform.rest;

import io.patchbay.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * The opaque word for "after this row": the row's sort key. It grants nothing, so it is not signed.
 */
final class Cursor {

  private Cursor() {}

  static String encode(List<String> key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.MAPPER.writeValueAsBytes(key));
  }

  static List<String> decode(String cursor, int parts) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.ISO_8859_1));
      List<String> key = Json.MAPPER.readValue(bytes, new TypeReference<List<String>>() {});
      if (key.size() == parts && !key.contains(null)) {
        return key;
      }
    } catch (IllegalArgumentException | JacksonException e) {
      // told below: whatever is wrong with it, it is not one of ours
    }
    throw Problem.unreadable(
        "request.bad-cursor",
        "The cursor is not one that this list gave out. Start again without a cursor.");
  }
}
