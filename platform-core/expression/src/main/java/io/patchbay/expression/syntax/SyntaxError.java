package io.patchbay.expression.syntax;

/** A problem at an offset; becomes an ExpressionSyntaxException at the edge. */
public final class SyntaxError extends RuntimeException {
  private final int offset;

  public SyntaxError(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  public int offset() {
    return offset;
  }
}
