package io.patchbay.plugin.host;

import io.patchbay.plugin.host.PluginStore.Source;
import java.time.Instant;

/**
 * A file in a plugin folder that cannot be installed; gone from the list when the file is.
 *
 * @param file its name
 */
public record FailedBundle(String file, String sha256, String reason, Source source, Instant at) {}
