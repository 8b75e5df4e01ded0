package io.patchbay.platform.start;

import jakarta.inject.Singleton;

/** How far the platform is between start and stop. */
@Singleton
public class PlatformState {

  /** In this order. */
  public enum Phase {
    STARTING,
    RUNNING,
    STOPPING
  }

  private volatile Phase phase = Phase.STARTING;

  public Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
  }
}
