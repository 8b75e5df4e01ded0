package io.patchbay.plugin.spi;

import java.util.Map;
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
}
