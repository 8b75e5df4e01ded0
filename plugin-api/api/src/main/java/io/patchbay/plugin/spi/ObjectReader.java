package io.patchbay.plugin.spi;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of one JSON object for a generated {@link RecordType}. */
public final class ObjectReader {
  private final Map<?, ?> members;
  private final Place place;
  private final int problemsBefore;
  private final Set<String> known = new HashSet<>();

  ObjectReader(Map<?, ?> members, Place place) {
    this.members = members;
    this.place = place;
    this.problemsBefore = place.problemCount();
  }

  /** Whether no problem was found in this object. */
  public boolean ok() {
    return place.problemCount() == problemsBefore;
  }

  /** A member that must be there; null after a problem has been reported. */
  public <T> @Nullable T required(String name, JsonType<T> type, FieldRule rule) {
    Object value = value(name);
    if (value == null) {
      place.member(name).report("is missing");
      return null;
    }
    return read(name, value, type, rule);
  }

  /** A member that may be absent or null. */
  public <T> @Nullable T nullable(String name, JsonType<T> type, FieldRule rule) {
    Object value = value(name);
    return value == null ? null : read(name, value, type, rule);
  }

  /** A member that may be absent or null. */
  public <T> Optional<T> optional(String name, JsonType<T> type, FieldRule rule) {
    return Optional.ofNullable(nullable(name, type, rule));
  }

  /** A member that is this JSON value if it is absent or null. */
  public <T> @Nullable T orDefault(
      String name, JsonType<T> type, FieldRule rule, Object defaultValue) {
    Object value = value(name);
    return read(name, value == null ? defaultValue : value, type, rule);
  }

  private @Nullable Object value(String name) {
    known.add(name);
    return members.get(name);
  }

  private <T> @Nullable T read(String name, Object value, JsonType<T> type, FieldRule rule) {
    Place at = place.member(name);
    int before = place.problemCount();
    T result = type.read(value, at);
    if (place.problemCount() == before) {
      rule.check(value, at);
    }
    return result;
  }

  void reportUnknownMembers() {
    if (place.unknownMembersAllowed()) {
      return;
    }
    for (Object name : members.keySet()) {
      if (!known.contains(name)) {
        place
            .member(String.valueOf(name))
            .report(
                "is not known here; known are "
                    + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }
}
