package io.patchbay.bench.proof;

/** How much of a proof is done. */
public enum Scale {
  /** A few minutes at most, for every day. */
  SMALL,
  /** The target of the promise. */
  FULL;

  public int pick(int small, int full) {
    return this == SMALL ? small : full;
  }
}
