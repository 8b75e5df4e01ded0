package io.patchbay.call.openapi;

import io.patchbay.call.CallRefused;
import tools.jackson.databind.JsonNode;

/** Follows {@code $ref}s inside one document. */
public record References(JsonNode root) {
  private static final int MOST = 32;

  /**
   * The node, or what it refers to in the end; missing stays missing.
   *
   * @throws CallRefused for references to other documents, to nothing, and in circles
   */
  public JsonNode resolve(JsonNode node) throws CallRefused {
    JsonNode found = node;
    for (int i = 0; i < MOST; i++) {
      JsonNode reference = found.isObject() ? found.get("$ref") : null;
      if (reference == null || !reference.isString()) {
        return found;
      }
      found = target(reference.stringValue());
    }
    throw CallRefused.configuration("The document's `$ref`s lead in a circle.");
  }

  private JsonNode target(String reference) throws CallRefused {
    if (!reference.startsWith("#/")) {
      throw CallRefused.configuration(
          "The document refers to '"
              + shortened(reference)
              + "', which is another document. Only references inside one document are followed:"
              + " bundle them into one.");
    }
    JsonNode node = root;
    for (String part : reference.substring(2).split("/", -1)) {
      String name = decoded(part);
      node =
          node.isArray() && name.matches("[0-9]{1,6}")
              ? node.path(Integer.parseInt(name))
              : node.path(name);
    }
    if (node.isMissingNode()) {
      throw CallRefused.configuration(
          "The document refers to '" + shortened(reference) + "', which it does not have.");
    }
    return node;
  }

  private static String decoded(String part) {
    String name = part;
    if (part.indexOf('%') >= 0) {
      try {
        name =
            java.net.URLDecoder.decode(
                part.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return part;
      }
    }
    return name.replace("~1", "/").replace("~0", "~");
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
