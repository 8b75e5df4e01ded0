package io.patchbay.plugin.rest;

import io.patchbay.plugin.host.PluginStore.Source;
import io.patchbay.plugin.host.PluginStore.StoredVersion;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One version of a plugin.
 *
 * @param state active, available, quarantined or failed
 * @param signed always false: signatures are not checked yet, the hash tells what is installed
 */
public record PluginVersionView(
    String version,
    String state,
    @Nullable String reason,
    String source,
    String sha256,
    boolean signed,
    String apiVersion,
    Instant installedAt,
    int usedByFlows) {

  static PluginVersionView of(StoredVersion version, boolean active, int usedByFlows) {
    return new PluginVersionView(
        version.version(),
        version.quarantined() ? "quarantined" : active ? "active" : "available",
        version.quarantine(),
        word(version.source()),
        version.sha256(),
        false,
        version.apiVersion(),
        version.installedAt(),
        usedByFlows);
  }

  static String word(Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }
}
