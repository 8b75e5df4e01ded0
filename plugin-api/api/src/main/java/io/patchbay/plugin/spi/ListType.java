package io.patchbay.plugin.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ListType<T>(JsonType<T> element) implements JsonType<List<T>> {
  @Override
  public @Nullable List<T> read(Object value, Place place) {
    if (!(value instanceof List<?> values)) {
      place.report("must be a list");
      return null;
    }
    List<T> result = new ArrayList<>(values.size());
    int index = 0;
    for (Object item : values) {
      Place at = place.element(index++);
      if (item == null) {
        at.report("must not be null");
        continue;
      }
      T read = element.read(item, at);
      if (read != null) {
        result.add(read);
      }
    }
    return List.copyOf(result);
  }

  @Override
  public Object write(List<T> values) {
    List<@Nullable Object> result = new ArrayList<>(values.size());
    values.forEach(v -> result.add(element.write(v)));
    return result;
  }
}
