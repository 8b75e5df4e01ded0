package io.patchbay.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of a connection kind are secret, read from its schema. A field is named by its path
 * with dots. A list or map with secrets inside is secret as a whole.
 */
final class SecretFields {

  /** Settings taken apart. */
  record Split(ObjectNode plain, Map<String, JsonNode> secrets) {}

  private final JsonNode schema;

  SecretFields(JsonNode schema) {
    this.schema = schema;
  }

  /** All secret fields that the kind has. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    collect(schema, "", names);
    return names;
  }

  private static void collect(JsonNode schema, String path, List<String> names) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String at = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
              if (isSecret(property.getValue())) {
                names.add(at);
              } else {
                collect(property.getValue(), at, names);
              }
            });
  }

  private static boolean isSecret(JsonNode schema) {
    return schema.path("writeOnly").asBoolean(false)
        || schema.path("x-patchbay").path("secret").asBoolean(false)
        || containsSecret(schema.path("items"))
        || containsSecret(schema.path("additionalProperties"));
  }

  private static boolean containsSecret(JsonNode schema) {
    return schema.isObject()
        && (isSecret(schema)
            || schema.path("properties").properties().stream()
                .anyMatch(p -> containsSecret(p.getValue())));
  }

  Split split(ObjectNode settings) {
    ObjectNode plain = settings.deepCopy();
    Map<String, JsonNode> secrets = new LinkedHashMap<>();
    for (String name : names()) {
      ObjectNode parent = parent(plain, name, false);
      JsonNode value = parent == null ? null : parent.remove(last(name));
      if (value != null) {
        secrets.put(name, value);
      }
    }
    return new Split(plain, secrets);
  }

  /** Settings put together again. */
  static ObjectNode join(ObjectNode plain, Map<String, JsonNode> secrets) {
    ObjectNode joined = plain.deepCopy();
    secrets.forEach(
        (name, value) -> {
          ObjectNode parent = parent(joined, name, true);
          if (parent != null) {
            parent.set(last(name), value);
          }
        });
    return joined;
  }

  private static @Nullable ObjectNode parent(ObjectNode root, String name, boolean create) {
    ObjectNode node = root;
    String[] steps = name.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      JsonNode next = node.get(steps[i]);
      if (next == null && create) {
        next = JsonNodeFactory.instance.objectNode();
        node.set(steps[i], next);
      }
      if (!(next instanceof ObjectNode object)) {
        return null;
      }
      node = object;
    }
    return node;
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Every text inside the secrets: what a mask has to know. */
  static List<String> texts(Map<String, JsonNode> secrets) {
    List<String> texts = new ArrayList<>();
    secrets.values().forEach(value -> collectTexts(value, texts));
    return texts;
  }

  private static void collectTexts(JsonNode value, List<String> texts) {
    if (value.isString()) {
      texts.add(value.stringValue());
    } else {
      value.values().forEach(each -> collectTexts(each, texts));
    }
  }
}
