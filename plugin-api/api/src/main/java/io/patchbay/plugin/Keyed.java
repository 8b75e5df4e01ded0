package io.patchbay.plugin;

/**
 * An item with the key by which the platform knows it again.
 *
 * @param key the same for the same event, different for different events; 1 to 200 characters. For
 *     something that can change, put its version or time of change into the key.
 */
public record Keyed<T>(String key, T item) {
  public Keyed {
    if (key.isBlank() || key.length() > 200) {
      throw new IllegalArgumentException(
          "An item key has 1 to 200 characters, this one has " + key.length() + ".");
    }
  }
}
