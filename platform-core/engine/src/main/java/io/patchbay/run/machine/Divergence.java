package io.patchbay.run.machine;

/** The journal does not fit the flow: it was written by another text or another engine. */
public final class Divergence extends RuntimeException {
  Divergence(String message) {
    super(message);
  }
}
