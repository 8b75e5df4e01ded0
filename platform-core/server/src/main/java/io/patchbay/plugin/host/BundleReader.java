package io.patchbay.plugin.host;

import io.patchbay.connector.Catalogue;
import io.patchbay.connector.CatalogueReader;
import io.patchbay.plugin.PluginApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Reads a bundle without loading a class from it and refuses it, with the reason, when it is not
 * one. Nothing is written to disk.
 *
 * <p>A bundle is a zip with {@code plugin.properties}, {@code classes/} and {@code lib/*.jar}; its
 * catalogue lies in {@code classes/META-INF/patchbay/catalogue.json}.
 */
public final class BundleReader {

  static final String PROPERTIES = "plugin.properties";
  static final String CATALOGUE = "classes/" + PluginApi.CATALOGUE_PATH;

  private final BundleLimits limits;
  private final SemanticVersion platformApi;

  public BundleReader(BundleLimits limits, String platformApi) {
    this.limits = limits;
    this.platformApi = SemanticVersion.parse(platformApi).orElseThrow();
  }

  public BundleReader() {
    this(BundleLimits.DEFAULT, PluginApi.VERSION);
  }

  public Bundle read(byte[] zip) {
    if (zip.length > limits.zippedBytes()) {
      throw new BundleRefused(
          "plugin.bundle-too-large",
          "Cannot install the bundle: it has %,d bytes, more than the %,d that are allowed."
              .formatted(zip.length, limits.zippedBytes()));
    }
    BundleEntries entries = BundleEntries.scan(new ByteArrayInputStream(zip), zip.length, limits);
    Properties properties = properties(entries);
    String id = required(properties, "plugin.id", "[a-z][a-z0-9-]{0,62}");
    String version = required(properties, "plugin.version", ".{1,64}");
    if (SemanticVersion.parse(version).isEmpty()) {
      throw new BundleRefused(
          "plugin.bundle-invalid",
          "Cannot install plugin '%s': its version '%s' is not three numbers such as 1.2.0."
              .formatted(id, version));
    }
    String requires = requirement(id, version, properties.getProperty("plugin.requires", ""));
    String json =
        entries
            .text(CATALOGUE)
            .orElseThrow(
                () ->
                    new BundleRefused(
                        "plugin.no-catalogue",
                        "Cannot install plugin '%s' %s: it has no %s. Build it with Patchbay's"
                                .formatted(id, version, CATALOGUE)
                            + " annotation processor, which writes the catalogue."));
    json = BundleIcons.inlined(json, entries);
    Catalogue catalogue = catalogue(id, version, json);
    return new Bundle(
        id,
        version,
        requires,
        properties.getProperty("plugin.provider", ""),
        properties.getProperty("plugin.description", ""),
        sha256(zip),
        catalogue,
        json,
        zip);
  }

  private static Properties properties(BundleEntries entries) {
    String text =
        entries
            .text(PROPERTIES)
            .orElseThrow(
                () ->
                    new BundleRefused(
                        "plugin.bundle-invalid",
                        "Cannot install the bundle: it has no "
                            + PROPERTIES
                            + " at its top. Upload the zip that the plugin's build made."));
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(text));
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new BundleRefused(
          "plugin.bundle-invalid",
          "Cannot install the bundle: its " + PROPERTIES + " cannot be read.");
    }
  }

  private static String required(Properties properties, String name, String form) {
    String value = properties.getProperty(name, "").strip();
    if (!value.matches(form)) {
      throw new BundleRefused(
          "plugin.bundle-invalid",
          "Cannot install the bundle: %s in its %s is missing or malformed."
              .formatted(name, PROPERTIES));
    }
    return value;
  }

  /** The platform runs what asks for its own major version and nothing newer than itself. */
  private String requirement(String id, String version, String requires) {
    String wanted = requires.strip().replaceFirst("^>=\\s*", "");
    SemanticVersion needed =
        SemanticVersion.parse(wanted)
            .orElseThrow(
                () ->
                    new BundleRefused(
                        "plugin.bundle-invalid",
                        "Cannot install plugin '%s' %s: its plugin.requires '%s' does not name a"
                                .formatted(id, version, requires)
                            + " version of the plugin API such as "
                            + platformApi
                            + "."));
    if (needed.major() != platformApi.major() || needed.compareTo(platformApi) > 0) {
      throw new BundleRefused(
          "plugin.api-mismatch",
          "Cannot install plugin '%s' %s: it needs plugin-api %s%s, this platform has %s. %s"
              .formatted(
                  id,
                  version,
                  needed,
                  needed.compareTo(platformApi) > 0 ? " or newer" : "",
                  platformApi,
                  needed.compareTo(platformApi) > 0
                      ? "Upgrade the platform or install an older version of the plugin."
                      : "Install a newer version of the plugin."));
    }
    return needed.toString();
  }

  private static Catalogue catalogue(String id, String version, String json) {
    try {
      return CatalogueReader.read(json);
    } catch (IllegalArgumentException e) {
      throw new BundleRefused(
          "plugin.catalogue-invalid",
          "Cannot install plugin '%s' %s: its catalogue cannot be used: %s"
              .formatted(id, version, e.getMessage()));
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
