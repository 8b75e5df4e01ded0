package io.patchbay.plugin.spi;

import org.jspecify.annotations.Nullable;

/** How one Java type is read from and written to JDK JSON values. */
public interface JsonType<T> {
  /**
   * @param value not null
   * @return null after a problem has been reported to the place
   */
  @Nullable T read(Object value, Place place);

  /** The JDK JSON value. */
  @Nullable Object write(T value);
}
