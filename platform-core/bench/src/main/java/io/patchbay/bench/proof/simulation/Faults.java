package io.patchbay.bench.proof.simulation;

import java.util.random.RandomGenerator;

/** How many crashes and freezes a world may still suffer, and when. */
final class Faults {
  private final RandomGenerator random;
  private int left;
  private int crashes;
  private int freezes;

  Faults(RandomGenerator random, int most) {
    this.random = random;
    this.left = most;
  }

  /** Thrown where a process dies. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;

    Crash() {
      super("crash", null, false, false);
    }
  }

  boolean crashNow() {
    return strike(24) && ++crashes > 0;
  }

  boolean freezeNow() {
    return strike(40) && ++freezes > 0;
  }

  private boolean strike(int oneIn) {
    if (left == 0 || random.nextInt(oneIn) > 0) {
      return false;
    }
    left--;
    return true;
  }

  int crashes() {
    return crashes;
  }

  int freezes() {
    return freezes;
  }
}
