package io.patchbay.plugin.pf4j;

import io.patchbay.plugin.host.Bundle;
import io.patchbay.plugin.host.PluginRuntime;
import io.patchbay.plugin.spi.ConnectorDispatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginLoader;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One version of one plugin, loaded. */
final class Pf4jPlugin implements PluginRuntime.Loaded {

  private static final Logger LOG = LoggerFactory.getLogger(Pf4jPlugin.class);

  private final String name;
  private final Path folder;
  private final PluginManager manager;
  private final String id;

  Pf4jPlugin(Bundle bundle, Path folder, ClassLoader api) {
    this.name = bundle.name();
    this.folder = folder;
    this.manager = new SingleVersionManager(folder.resolveSibling(""), api);
    this.id = manager.loadPlugin(folder);
  }

  @Override
  public ClassLoader classLoader() {
    return manager.getPluginClassLoader(id);
  }

  @Override
  public ConnectorDispatcher newDispatcher(String className) {
    try {
      Class<?> type = Class.forName(className, true, classLoader());
      return type.asSubclass(ConnectorDispatcher.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          "Plugin " + name + " has no usable dispatcher '" + className + "'.", e);
    }
  }

  @Override
  public void close() {
    manager.unloadPlugin(id);
    try {
      BundleFolder.delete(folder);
    } catch (IOException e) {
      LOG.warn("The unpacked files of plugin {} could not be removed from {}.", name, folder, e);
    }
  }

  /** Own classes first, then what the API shows; nothing of other plugins. */
  private static final class SingleVersionManager extends DefaultPluginManager {
    private final ClassLoader api;

    SingleVersionManager(Path root, ClassLoader api) {
      super(List.of(root));
      this.api = api;
    }

    @Override
    protected PluginLoader createPluginLoader() {
      return new DefaultPluginLoader(this) {
        @Override
        protected PluginClassLoader createPluginClassLoader(
            Path pluginPath, PluginDescriptor descriptor) {
          return new PluginClassLoader(pluginManager, descriptor, api, ClassLoadingStrategy.PAD);
        }
      };
    }
  }
}
