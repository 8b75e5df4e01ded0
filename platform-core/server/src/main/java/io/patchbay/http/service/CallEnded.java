package io.patchbay.http.service;

import io.patchbay.call.CallOutcome;

/** The call ended before it was sent, because something it needs could not be had. */
final class CallEnded extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient CallOutcome outcome;

  CallEnded(CallOutcome outcome) {
    super("The call ended early.");
    this.outcome = outcome;
  }

  CallOutcome outcome() {
    return outcome;
  }
}
