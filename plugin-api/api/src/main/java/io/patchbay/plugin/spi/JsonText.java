package io.patchbay.plugin.spi;

import io.patchbay.plugin.ConnectorException;
import org.jspecify.annotations.Nullable;

/**
 * The platform's JSON parser and writer, with its limits. The rest of JSON for connectors is built
 * on it.
 */
public interface JsonText {
  /**
   * @throws ConnectorException BAD_RESPONSE if the text is not JSON or breaks a limit
   */
  @Nullable Object parse(String text);

  String write(@Nullable Object jdkValue);
}
