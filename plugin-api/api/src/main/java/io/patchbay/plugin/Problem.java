package io.patchbay.plugin;

/**
 * One thing that is wrong with a value.
 *
 * @param pointer JSON pointer to the place, empty for the whole value
 * @param message what is wrong and what would be right
 */
public record Problem(String pointer, String message) {
  @Override
  public String toString() {
    return pointer.isEmpty() ? message : pointer + ": " + message;
  }
}
