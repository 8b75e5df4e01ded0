package io.patchbay.flow.syntax;

/** A stretch of text: lines and columns from 1, the end column behind the last character. */
public record Span(int line, int column, int endLine, int endColumn) {
  public static final Span START = new Span(1, 1, 1, 1);

  public Span to(Span end) {
    return new Span(line, column, end.endLine, end.endColumn);
  }
}
