package io.patchbay.plugin;

import org.jspecify.annotations.Nullable;

/**
 * The log of a connector. {@code {}} in a message stands for the next argument. The platform adds
 * tenant, run and step and masks the secrets of the connection; it keeps a bounded number of lines
 * per step.
 */
public interface ConnectorLog {
  /** For the author of the plugin. */
  void debug(String message, @Nullable Object... arguments);

  /** For the builder of the flow: shown on the page of the run. */
  void info(String message, @Nullable Object... arguments);

  /** For the builder of the flow: something works and is not as it should be. */
  void warn(String message, @Nullable Object... arguments);
}
