package io.patchbay.expression.syntax;

/**
 * @param at offset of the first character
 * @param text the operator, the name without its sigil, or the number as written
 */
record Token(Kind kind, String text, int at) {
  enum Kind {
    END,
    NAME,
    FIELD,
    VARIABLE,
    NUMBER,
    QUOTE,
    FORMAT,
    KEYWORD,
    OPERATOR
  }

  boolean isOperator(String op) {
    return kind == Kind.OPERATOR && text.equals(op);
  }

  boolean isKeyword(String word) {
    return kind == Kind.KEYWORD && text.equals(word);
  }

  String describe() {
    return switch (kind) {
      case END -> "the end of the expression";
      case QUOTE -> "a string";
      case FIELD -> "'." + text + "'";
      case VARIABLE -> "'$" + text + "'";
      case FORMAT -> "'@" + text + "'";
      case NAME, NUMBER, KEYWORD, OPERATOR -> "'" + text + "'";
    };
  }
}
