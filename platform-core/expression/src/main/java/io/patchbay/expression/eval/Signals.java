package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;

/** How control leaves a running code early; none of these has a stack trace. */
public final class Signals {
  private Signals() {}

  /** Unwinds to the label that owns it. */
  public static final class Break extends RuntimeException {
    final transient Object label;

    public Break(Object label) {
      super(null, null, false, false);
      this.label = label;
    }
  }

  /** An error of those who take a try's outputs: it must pass that try. */
  static final class Downstream extends RuntimeException {
    final transient JqError error;
    final transient Object owner;

    Downstream(JqError error, Object owner) {
      super(null, null, false, false);
      this.error = error;
      this.owner = owner;
    }
  }

  /** Runs the body until it breaks to {@code label}; true when it did. */
  public static boolean broken(Env env, Object label, Runnable body) {
    int depth = env.meter.depth;
    try {
      body.run();
      return false;
    } catch (Break b) {
      if (b.label != label) {
        throw b;
      }
      env.meter.depth = depth;
      return true;
    }
  }
}
