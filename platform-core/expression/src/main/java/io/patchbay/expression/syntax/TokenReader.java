package io.patchbay.expression.syntax;

import io.patchbay.expression.syntax.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Tokens with one of look-ahead, and the limit on nesting. */
abstract class TokenReader {
  private static final int MAX_NESTING = 200;

  final String source;
  final Lexer lexer;
  private @Nullable Token peeked;
  private int nesting;

  TokenReader(String source) {
    this.source = source;
    this.lexer = new Lexer(source);
  }

  void leave() {
    nesting--;
  }

  /** Looked at next, instead of the token that is next now. */
  void replaceNext(Token token) {
    peeked = token;
  }

  void enter() {
    if (++nesting > MAX_NESTING) {
      throw new SyntaxError(
          "the expression is nested more than " + MAX_NESTING + " levels deep", peek().at());
    }
  }

  Token peek() {
    Token token = peeked;
    if (token == null) {
      token = lexer.next();
      peeked = token;
    }
    return token;
  }

  Token next() {
    Token token = peek();
    peeked = null;
    return token;
  }

  boolean accept(String op) {
    if (peek().isOperator(op)) {
      next();
      return true;
    }
    return false;
  }

  Token expect(String op) {
    Token token = next();
    if (!token.isOperator(op)) {
      throw unexpected(token, "'" + op + "'");
    }
    return token;
  }

  void expectKeyword(String word) {
    Token token = next();
    if (!token.isKeyword(word)) {
      throw unexpected(token, "'" + word + "'");
    }
  }

  SyntaxError unexpected(Token token, String expected) {
    return new SyntaxError("expected " + expected + ", found " + token.describe(), token.at());
  }

  String position(int at) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < at; i++) {
      if (source.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return "line " + line + ", column " + (at - start + 1);
  }

  Token variable() {
    Token token = next();
    if (token.kind() != Kind.VARIABLE) {
      throw unexpected(token, "a name that starts with '$'");
    }
    return token;
  }
}
