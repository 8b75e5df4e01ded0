package io.patchbay.flow.syntax;

/**
 * The characters behind a scalar, to find the place of one character of its value: quoted, folded
 * and escaped text differs from its value.
 *
 * @param document the whole text
 * @param start offset of the scalar, with its quotes or block header
 * @param end offset behind it
 * @param startLine line of {@code start}, from 1
 * @param startColumn column of {@code start}, from 1
 */
public record RawScalar(
    String document, int start, int end, int startLine, int startColumn, Style style) {

  /** How the scalar is written. */
  public enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    BLOCK
  }

  /** The place of the character at an offset of the value. */
  public Span locate(String value, int offset) {
    int at = start + headerLength();
    for (int i = 0; i < Math.min(offset, value.length()) && at < end; i++) {
      at = behind(value.charAt(i), at);
    }
    at = Math.min(skipToward(value, Math.min(offset, value.length()), at), end);
    int line = startLine;
    int column = startColumn;
    for (int i = start; i < at; i++) {
      boolean newline = document.charAt(i) == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
    }
    return new Span(line, column, line, column + 1);
  }

  private int headerLength() {
    return switch (style) {
      case PLAIN -> 0;
      case SINGLE_QUOTED, DOUBLE_QUOTED -> 1;
      case BLOCK -> Math.max(0, document.indexOf('\n', start) + 1 - start);
    };
  }

  private int behind(char wanted, int from) {
    int at = from;
    if (style == Style.DOUBLE_QUOTED && document.charAt(at) == '\\') {
      return Math.min(at + 2, end);
    }
    while (at < end && !same(document.charAt(at), wanted)) {
      at++;
    }
    at++;
    boolean doubledQuote = style == Style.SINGLE_QUOTED && wanted == '\'';
    return Math.min(doubledQuote ? at + 1 : at, end);
  }

  private int skipToward(String value, int offset, int from) {
    int at = from;
    while (offset < value.length()
        && at < end
        && Character.isWhitespace(document.charAt(at))
        && !Character.isWhitespace(value.charAt(offset))) {
      at++;
    }
    return at;
  }

  private static boolean same(char raw, char wanted) {
    return raw == wanted || Character.isWhitespace(raw) && Character.isWhitespace(wanted);
  }
}
