package io.patchbay.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** State of a third party: values by id in order of arrival; the oldest go when it is full. */
public final class Bounded<V> {

  private final Map<String, V> values;

  public Bounded(int most) {
    values =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
          }
        };
  }

  public synchronized V put(String id, V value) {
    values.put(id, value);
    return value;
  }

  public synchronized Optional<V> find(String id) {
    return Optional.ofNullable(values.get(id));
  }

  public V require(String id, String what) {
    return find(id)
        .orElseThrow(() -> new Refusal(404, "not_found", "No such " + what + ": '" + id + "'."));
  }

  public synchronized Optional<V> remove(String id) {
    return Optional.ofNullable(values.remove(id));
  }

  public synchronized List<V> all() {
    return new ArrayList<>(values.values());
  }
}
