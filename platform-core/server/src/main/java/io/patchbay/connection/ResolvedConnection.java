package io.patchbay.connection;

import io.patchbay.http.SecretMask;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its secrets, for the length of one call. Prints without them.
 *
 * @param revision grows with every change of the settings; 0 before it is saved
 * @param settings JDK JSON values; secrets are plain texts among them, so it is never logged
 * @param secretTexts the secrets by themselves
 * @param mask knows the secrets' values
 */
public record ResolvedConnection(
    String name,
    String connector,
    String kind,
    long revision,
    Map<String, @Nullable Object> settings,
    List<String> secretTexts,
    SecretMask mask) {

  public ResolvedConnection {
    secretTexts = List.copyOf(secretTexts);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  @Override
  public String toString() {
    return "ResolvedConnection[" + name + ", " + connector + "/" + kind + "]";
  }
}
