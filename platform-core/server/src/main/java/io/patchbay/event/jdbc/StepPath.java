package io.patchbay.event.jdbc;

/**
 * A step id in its parts: the path of the task, the turns of the loops and the attempts of the
 * tries around it.
 */
record StepPath(String path, String iteration, String attempts) {
  private static final String CALLED = "$3e$";

  static StepPath of(String stepId) {
    int tilde = stepId.indexOf('~');
    String attempts = tilde < 0 ? "" : stepId.substring(tilde + 1);
    String rest = tilde < 0 ? stepId : stepId.substring(0, tilde);
    int colon = rest.indexOf(':');
    return new StepPath(
        colon < 0 ? rest : rest.substring(0, colon),
        colon < 0 ? "" : rest.substring(colon + 1),
        attempts);
  }

  /** Whether the step runs inside this one, however deep. */
  boolean contains(StepPath inner) {
    return (inner.path.startsWith(path + ".") || inner.path.startsWith(path + CALLED))
        && continues(iteration, inner.iteration)
        && continues(attempts, inner.attempts);
  }

  private static boolean continues(String outer, String inner) {
    return outer.isEmpty() || inner.equals(outer) || inner.startsWith(outer + ".");
  }
}
