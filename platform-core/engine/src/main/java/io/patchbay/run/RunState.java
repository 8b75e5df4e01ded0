package io.patchbay.run;

/** Where a run stands. The last four are final. */
public enum RunState {
  /** Accepted or woken; any node may claim it. */
  QUEUED,
  /** Claimed by a node. */
  RUNNING,
  /** Waits for a time or for another run; nobody holds it. */
  WAITING,
  /** A step that must not be repeated may or may not have taken effect: a person settles it. */
  UNCERTAIN,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** Given up by the platform (it kept taking its node down, or its journal does not fit). */
  DEAD;

  public boolean isTerminal() {
    return switch (this) {
      case QUEUED, RUNNING, WAITING, UNCERTAIN -> false;
      case SUCCEEDED, FAILED, CANCELLED, DEAD -> true;
    };
  }
}
