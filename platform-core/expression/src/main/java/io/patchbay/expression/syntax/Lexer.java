package io.patchbay.expression.syntax;

import io.patchbay.expression.syntax.Token.Kind;
import java.util.Set;

/** Tokens on demand; strings are read piece by piece, because expressions stand inside them. */
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "def", "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try", "catch",
          "label", "import", "include", "and", "or", "__loc__");
  private static final String[] OPERATORS = {
    "?//=", "?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", "..",
    "|", ",", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ":", ";", ".",
    "?", "$"
  };

  private final String source;
  private int pos;

  Lexer(String source) {
    this.source = source;
  }

  int position() {
    return pos;
  }

  Token next() {
    skipBlank();
    int at = pos;
    if (at >= source.length()) {
      return new Token(Kind.END, "", at);
    }
    char c = source.charAt(at);
    if (c == '"') {
      pos++;
      return new Token(Kind.QUOTE, "\"", at);
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return number(at);
    }
    if (c == '.' && isNameStart(peek(1))) {
      pos++;
      return new Token(Kind.FIELD, name(false), at);
    }
    if (c == '$' && isNameStart(peek(1))) {
      pos++;
      return new Token(Kind.VARIABLE, name(true), at);
    }
    if (c == '@' && isNameStart(peek(1))) {
      pos++;
      return new Token(Kind.FORMAT, name(false), at);
    }
    if (isNameStart(c)) {
      String name = name(true);
      return new Token(KEYWORDS.contains(name) ? Kind.KEYWORD : Kind.NAME, name, at);
    }
    for (String op : OPERATORS) {
      if (source.startsWith(op, at)) {
        if (op.equals("?//=")) {
          break; // `.a?//=1` is `.a? //= 1`
        }
        pos += op.length();
        return new Token(Kind.OPERATOR, op, at);
      }
    }
    if (c == '?') {
      pos++;
      return new Token(Kind.OPERATOR, "?", at);
    }
    throw new SyntaxError(
        "the character '" + Character.toString(source.codePointAt(at)) + "' has no meaning here",
        at);
  }

  private void skipBlank() {
    while (pos < source.length()) {
      char c = source.charAt(pos);
      if (c == '#') {
        skipComment();
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        pos++;
      } else {
        return;
      }
    }
  }

  /** An odd number of backslashes before the line break continues the comment. */
  private void skipComment() {
    boolean escaped = false;
    while (pos < source.length()) {
      char c = source.charAt(pos);
      if (c == '\r' && peek(1) == '\n') {
        pos++;
        continue;
      }
      if (c == '\n' && !escaped) {
        return;
      }
      escaped = c == '\\' && !escaped;
      pos++;
    }
  }

  private Token number(int at) {
    digits();
    if (peek(0) == '.') {
      pos++;
      digits();
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      int mark = pos++;
      if (peek(0) == '+' || peek(0) == '-') {
        pos++;
      }
      if (isDigit(peek(0))) {
        digits();
      } else {
        pos = mark;
      }
    }
    return new Token(Kind.NUMBER, source.substring(at, pos), at);
  }

  private void digits() {
    while (isDigit(peek(0))) {
      pos++;
    }
  }

  private String name(boolean qualified) {
    int start = pos;
    while (isNameStart(peek(0))
        || isDigit(peek(0))
        || (qualified && peek(0) == ':' && peek(1) == ':' && isNameStart(peek(2)))) {
      pos += peek(0) == ':' ? 2 : 1;
    }
    return source.substring(start, pos);
  }

  /**
   * Reads on inside a string into {@code out}; true when the string ended, false when an
   * interpolation starts.
   */
  boolean stringPart(StringBuilder out, int stringStart) {
    while (pos < source.length()) {
      char c = source.charAt(pos++);
      if (c == '"') {
        return true;
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char e = peek(0);
      pos++;
      switch (e) {
        case '(' -> {
          return false;
        }
        case '"', '\\', '/' -> out.append(e);
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> out.append(unicode());
        default -> throw new SyntaxError("a string has no escape '\\" + e + "'", pos - 2);
      }
    }
    throw new SyntaxError("the string that starts here has no end", stringStart);
  }

  private char unicode() {
    int end = pos + 4;
    int value = 0;
    for (int i = pos; i < end; i++) {
      int digit = i < source.length() ? Character.digit(source.charAt(i), 16) : -1;
      if (digit < 0) {
        throw new SyntaxError("\\u needs four hexadecimal digits", pos - 2);
      }
      value = value * 16 + digit;
    }
    pos = end;
    return (char) value;
  }

  private char peek(int ahead) {
    return pos + ahead < source.length() ? source.charAt(pos + ahead) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
