package io.patchbay.plugin.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record MapType<T>(JsonType<T> value) implements JsonType<Map<String, T>> {
  @Override
  public @Nullable Map<String, T> read(Object given, Place place) {
    if (!(given instanceof Map<?, ?> values)) {
      place.report("must be an object");
      return null;
    }
    Map<String, T> result = new LinkedHashMap<>();
    values.forEach((name, item) -> readEntry(String.valueOf(name), item, place, result));
    return Collections.unmodifiableMap(result);
  }

  private void readEntry(String name, @Nullable Object item, Place place, Map<String, T> result) {
    Place at = place.member(name);
    if (item == null) {
      at.report("must not be null");
      return;
    }
    T read = value.read(item, at);
    if (read != null) {
      result.put(name, read);
    }
  }

  @Override
  public Object write(Map<String, T> values) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    values.forEach((name, item) -> result.put(name, value.write(item)));
    return result;
  }
}
