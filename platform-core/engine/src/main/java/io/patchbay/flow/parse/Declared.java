package io.patchbay.flow.parse;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reusable parts of one kind, by name. Remembers which were asked for. */
final class Declared<T> extends AbstractMap<String, T> {
  private final Map<String, T> parts = new LinkedHashMap<>();
  private final Set<Object> used = new LinkedHashSet<>();

  @Override
  public @Nullable T get(@Nullable Object name) {
    if (name != null) {
      used.add(name);
    }
    return parts.get(name);
  }

  @Override
  public @Nullable T put(String name, T part) {
    return parts.put(name, part);
  }

  @Override
  public Set<Map.Entry<String, T>> entrySet() {
    return parts.entrySet();
  }

  List<String> unused() {
    return parts.keySet().stream().filter(name -> !used.contains(name)).toList();
  }
}
