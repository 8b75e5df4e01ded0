package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.JsonWriter;
import io.patchbay.expression.value.Meter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The steps from a root to a value, as a list that shares its beginning with others. */
public final class Path {
  public static final Path ROOT = new Path(null, Json.NULL, 0);

  /** Marks a value that was calculated: it lies nowhere, so it cannot be assigned to. */
  public static final Path NONE = new Path(null, Json.NULL, -1);

  private final @Nullable Path parent;
  private final JsonNode key;
  private final int length;

  private Path(@Nullable Path parent, JsonNode key, int length) {
    this.parent = parent;
    this.key = key;
    this.length = length;
  }

  /** The mark {@link #NONE} where paths are asked for, null where they are not. */
  public static @Nullable Path none(@Nullable Path path) {
    return path == null ? null : NONE;
  }

  public static @Nullable Path child(@Nullable Path path, Meter meter, JsonNode at, JsonNode key) {
    if (path == null) {
      return null;
    }
    if (path == NONE) {
      throw JqError.of(
          "Invalid path expression near attempt to access element "
              + JsonWriter.shortened(key)
              + " of "
              + JsonWriter.shortened(at));
    }
    if (path.length >= meter.maxDepth()) {
      throw meter.tooDeep();
    }
    meter.bytes(32);
    return new Path(path, key, path.length + 1);
  }

  public static void requireIterable(@Nullable Path path, Meter meter, JsonNode at) {
    if (path == NONE) {
      throw JqError.of(
          "Invalid path expression near attempt to iterate through " + JsonWriter.shortened(at));
    }
  }

  public int length() {
    return length;
  }

  /** The keys from the root. */
  public JsonNode[] keys(Meter meter, JsonNode value) {
    if (this == NONE) {
      throw JqError.of("Invalid path expression with result " + JsonWriter.shortened(value));
    }
    JsonNode[] keys = new JsonNode[length];
    Path p = this;
    for (int i = length - 1; i >= 0 && p != null; i--) {
      keys[i] = p.key;
      p = p.parent;
    }
    return keys;
  }

  public JsonNode toJson(Meter meter, JsonNode value) {
    JsonNode[] keys = keys(meter, value);
    meter.array(keys.length);
    return Json.array(new java.util.ArrayList<>(Arrays.asList(keys)));
  }
}
