package io.patchbay.plugin.pf4j;

import io.patchbay.plugin.PluginApi;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin sees of the platform: the plugin API and the JDK. Classes are shown only from the
 * jars of the API itself, so that a platform class in a package of the same name stays hidden.
 * Resources of the platform are not shown at all.
 */
final class ApiOnlyClassLoader extends ClassLoader {

  private final ClassLoader platform;
  private final Set<String> origins;

  ApiOnlyClassLoader() {
    super("plugin-api", ClassLoader.getPlatformClassLoader());
    this.platform = PluginApi.class.getClassLoader();
    this.origins = Set.of(origin(PluginApi.class), origin(NullMarked.class));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && PluginApi.PACKAGES.contains(name.substring(0, dot))) {
      Class<?> found = platform.loadClass(name);
      if (origins.contains(origin(found))) {
        return found;
      }
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return null;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return Collections.emptyEnumeration();
  }

  private static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null ? "" : source.getLocation().toString();
  }
}
