package io.patchbay.flow.template;

/**
 * A place where a value does not fit its schema.
 *
 * @param pointer JSON pointer within the value
 */
public record SchemaViolation(String pointer, String message) {
  @Override
  public String toString() {
    return (pointer.isEmpty() ? "the value" : pointer) + " " + message;
  }
}
