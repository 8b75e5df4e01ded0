package io.patchbay.flow.template;

/** The thread was interrupted during an evaluation: nothing is decided, its status is still set. */
public final class EvaluationInterrupted extends RuntimeException {
  public EvaluationInterrupted() {
    super("The evaluation was interrupted.", null, false, false);
  }
}
