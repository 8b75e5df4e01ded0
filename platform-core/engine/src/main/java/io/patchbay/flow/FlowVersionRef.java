package io.patchbay.flow;

/**
 * Names one immutable text of a flow: a published version, or the copy of a draft that a test run
 * took.
 *
 * @param number 1, 2, 3 … for a version, 0 for a draft copy
 * @param draftHash the SHA-256 (hex) of the draft's text, or empty for a version
 */
public record FlowVersionRef(FlowId flow, int number, String draftHash) {
  public FlowVersionRef {
    if (number < 0 || (number == 0) == draftHash.isEmpty()) {
      throw new IllegalArgumentException(
          "A flow version has a number of 1 or more, a draft copy has 0 and a hash.");
    }
  }

  public static FlowVersionRef version(FlowId flow, int number) {
    return new FlowVersionRef(flow, number, "");
  }

  public static FlowVersionRef draft(FlowId flow, String hash) {
    return new FlowVersionRef(flow, 0, hash);
  }

  public boolean isDraft() {
    return number == 0;
  }

  @Override
  public String toString() {
    return flow + (isDraft() ? "@draft-" + draftHash : "@" + number);
  }
}
