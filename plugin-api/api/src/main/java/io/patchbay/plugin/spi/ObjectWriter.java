package io.patchbay.plugin.spi;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the members of one JSON object for a generated {@link RecordType}. */
public final class ObjectWriter {
  private final Map<String, @Nullable Object> members;

  ObjectWriter(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** Left out if null. */
  public <T> void put(String name, JsonType<T> type, @Nullable T value) {
    if (value != null) {
      members.put(name, type.write(value));
    }
  }

  /** Left out if empty. */
  public <T> void put(String name, JsonType<T> type, Optional<T> value) {
    put(name, type, value.orElse(null));
  }
}
