package io.patchbay.flow;

/**
 * The stable id of a flow within its tenant.
 *
 * @param value 1 to 64 characters
 */
public record FlowId(String value) {
  public FlowId {
    if (value.isBlank() || value.length() > 64) {
      throw new IllegalArgumentException("A flow id has 1 to 64 characters: '" + value + "'.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
