package io.patchbay.plugin.spi;

import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value without parts. Reading answers null, or throws as JDK parsers do, if the value does not
 * fit.
 */
record ScalarType<T>(
    String expected, Function<Object, @Nullable T> reading, Function<T, Object> writing)
    implements JsonType<T> {
  @Override
  public @Nullable T read(Object value, Place place) {
    T result = tryToRead(value);
    if (result == null) {
      place.report("must be " + expected);
    }
    return result;
  }

  private @Nullable T tryToRead(Object value) {
    try {
      return reading.apply(value);
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException doesNotFit) {
      return null;
    }
  }

  @Override
  public Object write(T value) {
    return writing.apply(value);
  }
}
