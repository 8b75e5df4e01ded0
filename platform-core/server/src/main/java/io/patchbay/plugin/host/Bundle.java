package io.patchbay.plugin.host;

import io.patchbay.connector.Catalogue;

/**
 * A bundle that passed all checks.
 *
 * @param apiVersion the plugin API it was built against
 * @param catalogueJson the text from which the catalogue was read
 * @param content the zip, byte for byte; not modified
 */
public record Bundle(
    String pluginId,
    String version,
    String apiVersion,
    String provider,
    String description,
    String sha256,
    Catalogue catalogue,
    String catalogueJson,
    byte[] content) {

  public String name() {
    return "'" + pluginId + "' " + version;
  }
}
