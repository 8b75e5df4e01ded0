package io.patchbay.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A flow's answer to the caller who waits for it.
 *
 * @param status 200 to 599
 * @param headers as the flow gave them; the adapter decides which may be sent
 * @param body null: none
 */
public record Reply(int status, Map<String, String> headers, @Nullable JsonNode body) {
  public Reply(int status, Map<String, String> headers, @Nullable JsonNode body) {
    this.status = status;
    this.body = body;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The reply in the output of a {@link EntryKind#REPLIED} entry. */
  public static Reply fromJson(JsonNode node) {
    Map<String, String> headers = new LinkedHashMap<>();
    node.path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey(), h.getValue().asString()));
    return new Reply(node.path("status").asInt(200), headers, node.get("body"));
  }
}
