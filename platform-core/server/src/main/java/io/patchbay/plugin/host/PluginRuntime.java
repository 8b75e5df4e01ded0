package io.patchbay.plugin.host;

import io.patchbay.plugin.spi.ConnectorDispatcher;

/** Loads the classes of a plugin version. */
public interface PluginRuntime {

  /**
   * Loads a bundle that {@link BundleReader} accepted. Each call makes a class loader of its own.
   *
   * @throws RuntimeException when the bundle's files cannot be written or read
   */
  Loaded load(Bundle bundle);

  /** A plugin version whose classes are in memory. */
  interface Loaded extends AutoCloseable {
    ClassLoader classLoader();

    /**
     * Makes the object through which a connector is called. Runs code of the plugin: call it inside
     * the gate.
     */
    ConnectorDispatcher newDispatcher(String className);

    /** Closes the class loader and removes its files. */
    @Override
    void close();
  }
}
