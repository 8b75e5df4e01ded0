package io.patchbay.plugin.spi;

import io.patchbay.plugin.ConnectorException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one record is read and written. Subclasses are generated; no reflection takes part. */
public abstract class RecordType<T extends Record> implements JsonType<T> {
  private final Class<T> type;

  protected RecordType(Class<T> type) {
    this.type = type;
  }

  public final Class<T> type() {
    return type;
  }

  /**
   * Reads all components, then makes the record if {@link ObjectReader#ok()}; otherwise answers
   * null.
   */
  protected abstract @Nullable T create(ObjectReader in);

  /** Puts all components. */
  protected abstract void fill(T value, ObjectWriter out);

  @Override
  public final @Nullable T read(Object value, Place place) {
    if (!(value instanceof Map<?, ?> members)) {
      place.report("must be an object");
      return null;
    }
    ObjectReader in = new ObjectReader(members, place);
    try {
      T result = create(in);
      in.reportUnknownMembers();
      return in.ok() ? result : null;
    } catch (IllegalArgumentException refusedByRecord) {
      place.report(String.valueOf(refusedByRecord.getMessage()));
      return null;
    }
  }

  @Override
  public final Map<String, @Nullable Object> write(T value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    fill(value, new ObjectWriter(members));
    return members;
  }

  /**
   * Reads a value that a person or a flow gave: unknown members are refused.
   *
   * @param what names the value in the message
   * @throws ConnectorException INVALID_INPUT with all problems
   */
  public final T readInput(String what, Map<String, ? extends @Nullable Object> value) {
    Place place = Place.strict();
    T result = read(value, place);
    if (result == null || !place.problems().isEmpty()) {
      throw ConnectorException.invalidInput("The " + what + " is not valid", place.problems());
    }
    return result;
  }

  /**
   * Reads the part of a value that this record declares: used to make a look-up's input from
   * another input.
   */
  public final T readPartOf(String what, Map<String, ? extends @Nullable Object> value) {
    Place place = Place.lenient();
    T result = read(value, place);
    if (result == null || !place.problems().isEmpty()) {
      throw ConnectorException.invalidInput("The " + what + " is not valid", place.problems());
    }
    return result;
  }
}
