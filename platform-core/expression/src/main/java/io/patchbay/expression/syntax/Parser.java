package io.patchbay.expression.syntax;

import io.patchbay.expression.syntax.Ast.Pattern;
import io.patchbay.expression.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recursive descent over jq's grammar: programs, definitions and operators, loosest first. */
public final class Parser extends TermParser {
  public static final int MAX_LENGTH = 64 * 1024;
  private static final Set<String> ASSIGNMENTS =
      Set.of("=", "|=", "+=", "-=", "*=", "/=", "%=", "//=");
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private Parser(String source) {
    super(source);
  }

  /** Parses a whole program; only definitions (or nothing) mean identity. */
  public static Ast parse(String source) {
    if (source.length() > MAX_LENGTH) {
      throw new SyntaxError(
          "the expression has %d characters, at most %d are allowed"
              .formatted(source.length(), MAX_LENGTH),
          MAX_LENGTH);
    }
    Parser parser = new Parser(source);
    Ast ast = parser.program();
    Token rest = parser.next();
    if (rest.kind() != Kind.END) {
      throw parser.unexpected(rest, "an operator or the end of the expression");
    }
    return ast;
  }

  private Ast program() {
    if (peek().kind() == Kind.END) {
      return new Ast.Identity(0);
    }
    return pipe();
  }

  @Override
  Ast pipe() {
    enter();
    Ast first = pipeStage();
    if (peek().isOperator("|")) {
      List<Ast> stages = new ArrayList<>();
      stages.add(first);
      while (accept("|")) {
        stages.add(pipeStage());
      }
      first = new Ast.Pipe(first.at(), stages);
    }
    leave();
    return first;
  }

  private Ast pipeStage() {
    if (peek().isKeyword("def")) {
      return define();
    }
    return comma();
  }

  private Ast define() {
    enter();
    Ast.Function function = function();
    Token after = peek();
    Ast rest =
        after.kind() == Kind.END || after.isOperator(")") ? new Ast.Identity(after.at()) : pipe();
    leave();
    return new Ast.Define(function.at(), function, rest);
  }

  private Ast.Function function() {
    int at = next().at();
    Token name = next();
    if (name.kind() != Kind.NAME && name.kind() != Kind.KEYWORD) {
      throw unexpected(name, "the name of the function");
    }
    List<String> parameters = new ArrayList<>();
    if (accept("(")) {
      do {
        Token parameter = next();
        switch (parameter.kind()) {
          case VARIABLE -> parameters.add("$" + parameter.text());
          case NAME, KEYWORD -> parameters.add(parameter.text());
          case END, FIELD, NUMBER, QUOTE, FORMAT, OPERATOR ->
              throw unexpected(parameter, "the name of a parameter");
        }
      } while (accept(";"));
      expect(")");
    }
    expect(":");
    Ast body = pipe();
    expect(";");
    return new Ast.Function(at, name.text(), parameters, body);
  }

  private Ast comma() {
    Ast first = alternative();
    if (!peek().isOperator(",")) {
      return first;
    }
    List<Ast> parts = new ArrayList<>();
    parts.add(first);
    while (accept(",")) {
      parts.add(peek().isKeyword("def") ? define() : alternative());
    }
    return new Ast.Comma(first.at(), parts);
  }

  @Override
  Ast alternative() {
    Ast left = assignment();
    if (!peek().isOperator("//")) {
      return left;
    }
    enter();
    next();
    Ast right = alternative();
    leave();
    return new Ast.Alternative(left.at(), left, right);
  }

  private Ast assignment() {
    Ast left = or();
    Token op = peek();
    if (op.kind() != Kind.OPERATOR || !ASSIGNMENTS.contains(op.text())) {
      return left;
    }
    next();
    Ast right = or();
    Token again = peek();
    if (again.kind() == Kind.OPERATOR && ASSIGNMENTS.contains(again.text())) {
      throw new SyntaxError(
          "'" + again.text() + "' cannot follow '" + op.text() + "': add parentheses", again.at());
    }
    return new Ast.Assign(left.at(), op.text(), left, right);
  }

  private Ast or() {
    Ast left = and();
    while (peek().isKeyword("or")) {
      next();
      left = new Ast.Binary(left.at(), "or", left, and());
    }
    return left;
  }

  private Ast and() {
    Ast left = comparison();
    while (peek().isKeyword("and")) {
      next();
      left = new Ast.Binary(left.at(), "and", left, comparison());
    }
    return left;
  }

  private Ast comparison() {
    Ast left = sum();
    Token op = peek();
    if (op.kind() != Kind.OPERATOR || !COMPARISONS.contains(op.text())) {
      return left;
    }
    next();
    Ast right = sum();
    Token again = peek();
    if (again.kind() == Kind.OPERATOR && COMPARISONS.contains(again.text())) {
      throw new SyntaxError("comparisons cannot be chained: add parentheses", again.at());
    }
    return new Ast.Binary(op.at(), op.text(), left, right);
  }

  private Ast sum() {
    Ast left = product();
    while (peek().isOperator("+") || peek().isOperator("-")) {
      Token op = next();
      left = new Ast.Binary(op.at(), op.text(), left, product());
    }
    return left;
  }

  private Ast product() {
    Ast left = unary();
    while (peek().isOperator("*") || peek().isOperator("/") || peek().isOperator("%")) {
      Token op = next();
      left = new Ast.Binary(op.at(), op.text(), left, unary());
    }
    return left;
  }

  @Override
  Ast unary() {
    Token token = peek();
    if (token.isOperator("-")) {
      enter();
      next();
      Ast value = unary();
      leave();
      return new Ast.Negate(token.at(), value);
    }
    if (token.isKeyword("def")) {
      return define();
    }
    if (token.isKeyword("label")) {
      next();
      Token name = variable();
      expect("|");
      return new Ast.Label(token.at(), name.text(), pipe());
    }
    Ast term = postfix();
    if (peek().isKeyword("as")) {
      next();
      List<Pattern> patterns = patterns();
      expect("|");
      return new Ast.Bind(term.at(), term, patterns, pipe());
    }
    return term;
  }

  @Override
  Ast postfix() {
    enter();
    Ast term = term();
    while (true) {
      Token token = peek();
      if (token.kind() == Kind.FIELD) {
        next();
        term = new Ast.Index(token.at(), term, text(token));
      } else if (token.isOperator("?")) {
        next();
        term = new Ast.Try(token.at(), term, null);
      } else if (token.isOperator("?//")) {
        replaceNext(new Token(Kind.OPERATOR, "//", token.at() + 1));
        term = new Ast.Try(token.at(), term, null);
      } else if (token.isOperator("[")) {
        term = brackets(term);
      } else if (token.isOperator(".")) {
        next();
        Token after = peek();
        if (after.kind() == Kind.QUOTE || after.kind() == Kind.FORMAT) {
          term = new Ast.Index(token.at(), term, string());
        } else if (after.isOperator("[")) {
          term = brackets(term);
        } else {
          throw unexpected(after, "a field after '.'");
        }
      } else {
        leave();
        return term;
      }
    }
  }

  private Ast brackets(Ast term) {
    int at = expect("[").at();
    if (accept("]")) {
      return new Ast.Iterate(at, term);
    }
    if (accept(":")) {
      Ast to = pipe();
      expect("]");
      return new Ast.Slice(at, term, null, to);
    }
    Ast key = pipe();
    if (accept(":")) {
      Ast to = peek().isOperator("]") ? null : pipe();
      expect("]");
      return new Ast.Slice(at, term, key, to);
    }
    expect("]");
    return new Ast.Index(at, term, key);
  }
}
