package io.patchbay.flow.parse;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Declared names without a definition of their own here. Remembers which were asked for. */
final class DeclaredNames extends AbstractSet<String> {
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<Object> used = new LinkedHashSet<>();

  @Override
  public boolean add(String name) {
    return names.add(name);
  }

  @Override
  public boolean contains(@Nullable Object name) {
    if (name != null) {
      used.add(name);
    }
    return name != null && names.contains(name);
  }

  void use(String name) {
    used.add(name);
  }

  /** An expression takes them in a way that does not show which. */
  void useAll() {
    used.addAll(names);
  }

  @Override
  public Iterator<String> iterator() {
    return names.iterator();
  }

  @Override
  public int size() {
    return names.size();
  }

  List<String> unused() {
    return names.stream().filter(name -> !used.contains(name)).toList();
  }
}
