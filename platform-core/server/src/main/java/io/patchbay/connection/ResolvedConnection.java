package io.patchbay.connection;

import io.patchbay.http.SecretMask;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its secrets, for the length of one call. Prints without them.
 *
 * @param revision grows with every change of the settings
 * @param settings JDK JSON values; secrets are {@link io.patchbay.plugin.Secret}s
 * @param mask knows the secrets' values
 */
public record ResolvedConnection(
    String name,
    String connector,
    String kind,
    long revision,
    Map<String, @Nullable Object> settings,
    SecretMask mask) {

  public ResolvedConnection {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
