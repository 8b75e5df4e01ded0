package io.patchbay.platform.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/api/openapi.yaml as a tree. */
final class ApiDocument {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final Map<String, Object> root;

  ApiDocument() {
    try {
      Object tree =
          new Load(LoadSettings.builder().build())
              .loadFromString(Files.readString(Path.of("../../docs/api/openapi.yaml")));
      root = map(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** "GET /path" → x-permission. */
  Map<String, String> permissions() {
    Map<String, String> permissions = new TreeMap<>();
    map(root.get("paths"))
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            permissions.put(
                                method.toUpperCase() + " " + path,
                                String.valueOf(map(operation).get("x-permission")));
                          }
                        }));
    return permissions;
  }

  /** Names of the schemas that requests send. */
  Set<String> requestSchemas() {
    Set<String> names = new TreeSet<>();
    map(root.get("paths"))
        .values()
        .forEach(
            item ->
                map(item)
                    .values()
                    .forEach(operation -> references(map(operation).get("requestBody"), names)));
    return names;
  }

  private static void references(Object value, Set<String> names) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, part) -> {
            if ("$ref".equals(key)) {
              names.add(String.valueOf(part).replaceFirst(".*/", ""));
            } else {
              references(part, names);
            }
          });
    } else if (value instanceof List<?> list) {
      list.forEach(part -> references(part, names));
    }
  }

  /** Object schemas with properties: name → schema. */
  Map<String, Map<String, Object>> objects() {
    Map<String, Map<String, Object>> objects = new TreeMap<>();
    map(map(root.get("components")).get("schemas"))
        .forEach(
            (name, schema) -> {
              if (!map(map(schema).get("properties")).isEmpty()) {
                objects.put(name, map(schema));
              }
            });
    return objects;
  }

  static List<String> required(Map<String, Object> schema) {
    List<String> names = new ArrayList<>();
    if (schema.get("required") instanceof List<?> list) {
      list.forEach(name -> names.add(String.valueOf(name)));
    }
    return names;
  }
}
