package io.patchbay.flow;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as a flow sees it ({@code $error} in a catch): the members of RFC 7807.
 *
 * @param type a URI; the standard ones are in {@link ErrorType}
 * @param status an HTTP-like status
 * @param instance the JSON pointer of the task that failed, empty when it is not known yet
 * @param title what could not be done
 * @param detail why, and what to do; may be absent
 */
public record FlowError(
    String type, int status, String instance, @Nullable String title, @Nullable String detail) {

  public static FlowError of(ErrorType type, String title, @Nullable String detail) {
    return new FlowError(type.uri(), type.status(), "", title, detail);
  }

  public static FlowError of(ErrorType type, int status, String title, @Nullable String detail) {
    return new FlowError(type.uri(), status, "", title, detail);
  }

  /** The same error, located; an error that already names its place keeps it. */
  public FlowError at(String reference) {
    return instance.isEmpty() ? new FlowError(type, status, reference, title, detail) : this;
  }

  public boolean is(ErrorType expected) {
    return ErrorType.matches(type, expected.uri());
  }

  public JsonNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", type);
    node.put("status", status);
    if (title != null) {
      node.put("title", title);
    }
    if (detail != null) {
      node.put("detail", detail);
    }
    node.put("instance", instance);
    return node;
  }

  public static FlowError fromJson(JsonNode node) {
    return new FlowError(
        node.path("type").asString(ErrorType.RUNTIME.uri()),
        node.path("status").asInt(500),
        node.path("instance").asString(""),
        text(node.get("title")),
        text(node.get("detail")));
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node.asString();
  }
}
