package io.patchbay.plugin;

import java.util.Set;

/** Facts about this version of the plugin API. */
public final class PluginApi {
  /**
   * The version of this API (semantic versioning). A bundle names the version it was built against
   * as {@code plugin.requires}; a platform runs it when the major version is equal and its own
   * version is not older.
   */
  public static final String VERSION = "1.0.0";

  /**
   * The packages a plugin's class loader shows from the platform, beside those of the JDK. Only
   * classes that come from this module's own jar are meant: a platform class that happens to lie in
   * a package of the same name stays hidden.
   */
  public static final Set<String> PACKAGES =
      Set.of(
          "io.patchbay.plugin",
          "io.patchbay.plugin.http",
          "io.patchbay.plugin.webhook",
          "io.patchbay.plugin.spi",
          "org.jspecify.annotations");

  /** Where the annotation processor writes the catalogue inside a bundle. */
  public static final String CATALOGUE_PATH = "META-INF/patchbay/catalogue.json";

  /** The version of the catalogue's format. */
  public static final int CATALOGUE_FORMAT = 1;

  private PluginApi() {}
}
