package io.patchbay.plugin.host;

import io.patchbay.plugin.spi.ConnectorDispatcher;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version whose classes are in memory, with the number of calls inside it. After {@link
 * #retire()} it lets nobody in, and when the last call has left, its connectors and its class
 * loader are closed.
 */
final class LoadedVersion {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedVersion.class);

  final String pluginId;
  final String version;
  final String sha256;
  private final PluginRuntime.Loaded loaded;
  private final Map<String, ConnectorDispatcher> dispatchers = new HashMap<>();
  private int inside;
  private boolean retired;

  LoadedVersion(Bundle bundle, PluginRuntime.Loaded loaded) {
    this.pluginId = bundle.pluginId();
    this.version = bundle.version();
    this.sha256 = bundle.sha256();
    this.loaded = loaded;
  }

  ClassLoader classLoader() {
    return loaded.classLoader();
  }

  /** False when it is retired: ask for the version anew. */
  synchronized boolean enter() {
    if (!retired) {
      inside++;
    }
    return !retired;
  }

  void leave() {
    synchronized (this) {
      inside--;
      if (!retired || inside > 0) {
        return;
      }
    }
    close();
  }

  void retire() {
    synchronized (this) {
      if (retired) {
        return;
      }
      retired = true;
      if (inside > 0) {
        LOG.info(
            "Plugin {} {} is unloaded when its {} calls in flight have ended.",
            pluginId,
            version,
            inside);
        return;
      }
    }
    close();
  }

  /** Runs code of the plugin when it is asked for a class the first time: inside the gate only. */
  synchronized ConnectorDispatcher dispatcher(String className) {
    return dispatchers.computeIfAbsent(className, loaded::newDispatcher);
  }

  /** The connectors' own close runs on a thread that dies with it. */
  private void close() {
    Thread closing =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .name("plugin-close-" + pluginId)
            .unstarted(this::closeAll);
    closing.setContextClassLoader(loaded.classLoader());
    closing.start();
  }

  private void closeAll() {
    synchronized (this) {
      for (ConnectorDispatcher dispatcher : dispatchers.values()) {
        try {
          dispatcher.close();
        } catch (Throwable e) {
          LOG.warn("Plugin {} {} failed to close: {}", pluginId, version, e.toString());
        }
      }
      dispatchers.clear();
    }
    Thread.currentThread().setContextClassLoader(null);
    loaded.close();
    LOG.info("Plugin {} {} is unloaded.", pluginId, version);
  }
}
