package io.patchbay.expression;

/** The text is not an expression, or it uses a function or variable that does not exist. */
public final class ExpressionSyntaxException extends Exception {
  private final String problem;
  private final int offset;
  private final int line;
  private final int column;

  public ExpressionSyntaxException(String problem, String source, int offset) {
    int at = Math.max(0, Math.min(offset, source.length()));
    int lines = 1;
    int start = 0;
    for (int i = 0; i < at; i++) {
      if (source.charAt(i) == '\n') {
        lines++;
        start = i + 1;
      }
    }
    super("line %d, column %d: %s".formatted(lines, at - start + 1, problem));
    this.problem = problem;
    this.offset = at;
    this.line = lines;
    this.column = at - start + 1;
  }

  /** What is wrong, without the position. */
  public String problem() {
    return problem;
  }

  /** Characters before the problem in the expression's text. */
  public int offset() {
    return offset;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1, in characters. */
  public int column() {
    return column;
  }
}
