package io.patchbay.expression.value;

import io.patchbay.expression.ExpressionException.Kind;

/** The budget is used up or the thread was interrupted: no expression can catch it. */
public final class Exhausted extends RuntimeException {
  private final Kind kind;

  public Exhausted(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
