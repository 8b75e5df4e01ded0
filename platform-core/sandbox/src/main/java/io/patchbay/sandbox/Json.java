package io.patchbay.sandbox;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's JSON: one mapper with limits, and short ways to write documents. */
public final class Json {

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxNumberLength(200)
                          .build())
                  .build())
          .build();

  private Json() {}

  /**
   * An object from name, value, name, value …; values may be nodes, maps, strings, numbers or null.
   */
  public static ObjectNode of(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return MAPPER.valueToTree(members);
  }

  public static ArrayNode array(Collection<?> items) {
    return MAPPER.valueToTree(items);
  }

  /** Any JSON document; throws {@link tools.jackson.core.JacksonException} with the position. */
  public static JsonNode parse(byte[] text) {
    return MAPPER.readTree(text);
  }

  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }
}
