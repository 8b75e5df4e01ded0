package io.patchbay.expression.syntax;

import io.patchbay.expression.syntax.Ast.Part;
import io.patchbay.expression.syntax.Ast.Pattern;
import io.patchbay.expression.syntax.Token.Kind;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** Recursive descent over jq's grammar. Nesting and length are limited. */
public final class Parser {
  public static final int MAX_LENGTH = 64 * 1024;
  private static final int MAX_NESTING = 200;
  private static final Set<String> ASSIGNMENTS =
      Set.of("=", "|=", "+=", "-=", "*=", "/=", "%=", "//=");
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final String source;
  private final Lexer lexer;
  private @Nullable Token peeked;
  private int nesting;

  private Parser(String source) {
    this.source = source;
    this.lexer = new Lexer(source);
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

  private Ast pipe() {
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
    nesting--;
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
    nesting--;
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

  private Ast alternative() {
    Ast left = assignment();
    if (!peek().isOperator("//")) {
      return left;
    }
    enter();
    next();
    Ast right = alternative();
    nesting--;
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

  private Ast unary() {
    Token token = peek();
    if (token.isOperator("-")) {
      enter();
      next();
      Ast value = unary();
      nesting--;
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

  private Ast postfix() {
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
        peeked = new Token(Kind.OPERATOR, "//", token.at() + 1);
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
        nesting--;
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

  private Ast term() {
    Token token = peek();
    switch (token.kind()) {
      case NUMBER -> {
        next();
        return new Ast.Literal(token.at(), Numbers.parse(token.text()));
      }
      case QUOTE, FORMAT -> {
        return string();
      }
      case FIELD -> {
        next();
        return new Ast.Index(token.at(), new Ast.Identity(token.at()), text(token));
      }
      case VARIABLE -> {
        next();
        return token.text().equals("__loc__")
            ? location(token)
            : new Ast.Variable(token.at(), token.text());
      }
      case NAME -> {
        return call();
      }
      case KEYWORD -> {
        return keyword();
      }
      case OPERATOR -> {
        return bracketed();
      }
      case END -> throw unexpected(token, "an expression");
    }
    throw new AssertionError(token);
  }

  private Ast bracketed() {
    Token token = next();
    switch (token.text()) {
      case "." -> {
        Token after = peek();
        if (after.kind() == Kind.QUOTE
            || (after.kind() == Kind.FORMAT && after.at() == token.at() + 1)) {
          return new Ast.Index(token.at(), new Ast.Identity(token.at()), string());
        }
        return new Ast.Identity(token.at());
      }
      case ".." -> {
        return new Ast.Descend(token.at());
      }
      case "(" -> {
        Ast inner = pipe();
        expect(")");
        return inner;
      }
      case "[" -> {
        if (accept("]")) {
          return new Ast.ArrayOf(token.at(), null);
        }
        Ast inner = pipe();
        expect("]");
        return new Ast.ArrayOf(token.at(), inner);
      }
      case "{" -> {
        return object(token.at());
      }
      default -> throw unexpected(token, "an expression");
    }
  }

  private Ast keyword() {
    Token token = next();
    switch (token.text()) {
      case "if" -> {
        return conditional(token.at());
      }
      case "try" -> {
        Ast body = attempt();
        Ast handler = null;
        if (peek().isKeyword("catch")) {
          next();
          handler = attempt();
        }
        return new Ast.Try(token.at(), body, handler);
      }
      case "reduce" -> {
        Ast from = postfix();
        expectKeyword("as");
        List<Pattern> patterns = patterns();
        expect("(");
        Ast init = pipe();
        expect(";");
        Ast update = pipe();
        expect(")");
        return new Ast.Reduce(token.at(), from, patterns, init, update);
      }
      case "foreach" -> {
        Ast from = postfix();
        expectKeyword("as");
        List<Pattern> patterns = patterns();
        expect("(");
        Ast init = pipe();
        expect(";");
        Ast update = pipe();
        Ast extract = accept(";") ? pipe() : null;
        expect(")");
        return new Ast.Foreach(token.at(), from, patterns, init, update, extract);
      }
      case "import", "include" ->
          throw new SyntaxError(
              "'" + token.text() + "' is not offered: an expression cannot load modules",
              token.at());
      default -> throw unexpected(token, "an expression");
    }
  }

  private Ast attempt() {
    if (peek().isOperator("-")) {
      return unary();
    }
    return postfix();
  }

  private Ast conditional(int at) {
    enter();
    Ast condition = pipe();
    expectKeyword("then");
    Ast then = pipe();
    Ast otherwise = null;
    Token token = next();
    if (token.isKeyword("elif")) {
      otherwise = conditional(token.at());
    } else if (token.isKeyword("else")) {
      otherwise = pipe();
      expectKeyword("end");
    } else if (!token.isKeyword("end")) {
      throw unexpected(token, "'elif', 'else' or 'end' of the 'if' at " + position(at));
    }
    nesting--;
    return new Ast.If(at, condition, then, otherwise);
  }

  private Ast call() {
    Token name = next();
    if (name.text().equals("break") && peek().kind() == Kind.VARIABLE) {
      return new Ast.Break(name.at(), next().text());
    }
    List<Ast> arguments = new ArrayList<>();
    if (accept("(")) {
      do {
        arguments.add(pipe());
      } while (accept(";"));
      expect(")");
    }
    return new Ast.Call(name.at(), name.text(), arguments);
  }

  private Ast location(Token token) {
    int line = 1 + (int) source.substring(0, token.at()).chars().filter(c -> c == '\n').count();
    return new Ast.Literal(
        token.at(),
        Json.object(
            Map.of("file", StringNode.valueOf("<top-level>"), "line", IntNode.valueOf(line)),
            "file",
            "line"));
  }

  private Ast object(int at) {
    List<Ast.Entry> entries = new ArrayList<>();
    if (accept("}")) {
      return new Ast.ObjectOf(at, entries);
    }
    do {
      if (!entries.isEmpty() && peek().isOperator("}")) {
        break;
      }
      entries.add(entry());
    } while (accept(","));
    expect("}");
    return new Ast.ObjectOf(at, entries);
  }

  private Ast.Entry entry() {
    Token token = peek();
    switch (token.kind()) {
      case VARIABLE -> {
        next();
        Ast value =
            token.text().equals("__loc__")
                ? location(token)
                : new Ast.Variable(token.at(), token.text());
        if (!peek().isOperator(":")) {
          return new Ast.Entry(text(token), value);
        }
        return new Ast.Entry(value, entryValue());
      }
      case NAME, KEYWORD -> {
        next();
        Ast key = text(token);
        if (peek().isOperator(":")) {
          return new Ast.Entry(key, entryValue());
        }
        return new Ast.Entry(key, new Ast.Index(token.at(), new Ast.Identity(token.at()), key));
      }
      case QUOTE, FORMAT -> {
        Ast key = string();
        if (peek().isOperator(":")) {
          return new Ast.Entry(key, entryValue());
        }
        return new Ast.Entry(key, new Ast.Index(token.at(), new Ast.Identity(token.at()), key));
      }
      case NUMBER -> {
        next();
        Ast key = new Ast.Literal(token.at(), Numbers.parse(token.text()));
        return new Ast.Entry(key, entryValue());
      }
      case OPERATOR -> {
        if (accept("(")) {
          Ast key = pipe();
          expect(")");
          return new Ast.Entry(key, entryValue());
        }
        throw unexpected(token, "a key");
      }
      case END, FIELD -> throw unexpected(token, "a key");
    }
    throw new AssertionError(token);
  }

  private Ast entryValue() {
    expect(":");
    enter();
    Ast first = alternative();
    if (peek().isOperator("|")) {
      List<Ast> stages = new ArrayList<>();
      stages.add(first);
      while (accept("|")) {
        stages.add(alternative());
      }
      first = new Ast.Pipe(first.at(), stages);
    }
    nesting--;
    return first;
  }

  /** A string, {@code @format "string"} or {@code @format} alone. */
  private Ast string() {
    Token token = next();
    String format = null;
    if (token.kind() == Kind.FORMAT) {
      format = token.text();
      if (peek().kind() != Kind.QUOTE) {
        return new Ast.Format(token.at(), format);
      }
      token = next();
    }
    List<Part> parts = new ArrayList<>();
    while (true) {
      StringBuilder plain = new StringBuilder();
      boolean ended = lexer.stringPart(plain, token.at());
      if (!plain.isEmpty()) {
        parts.add(new Part.Plain(plain.toString()));
      }
      if (ended) {
        break;
      }
      parts.add(new Part.Hole(pipe()));
      expect(")");
    }
    if (parts.isEmpty()) {
      return new Ast.Literal(token.at(), StringNode.valueOf(""));
    }
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Plain(String plain)) {
      return new Ast.Literal(token.at(), StringNode.valueOf(plain));
    }
    return new Ast.Text(token.at(), format, parts);
  }

  private List<Pattern> patterns() {
    List<Pattern> patterns = new ArrayList<>();
    do {
      patterns.add(pattern());
    } while (accept("?//"));
    return patterns;
  }

  private Pattern pattern() {
    enter();
    Token token = next();
    Pattern pattern;
    if (token.kind() == Kind.VARIABLE) {
      pattern = new Pattern.Name(token.at(), token.text());
    } else if (token.isOperator("[")) {
      List<Pattern> elements = new ArrayList<>();
      do {
        elements.add(pattern());
      } while (accept(","));
      expect("]");
      pattern = new Pattern.Elements(elements);
    } else if (token.isOperator("{")) {
      List<Ast.Field> fields = new ArrayList<>();
      do {
        fields.add(field());
      } while (accept(","));
      expect("}");
      pattern = new Pattern.Fields(fields);
    } else {
      throw unexpected(token, "a variable, '[' or '{'");
    }
    nesting--;
    return pattern;
  }

  private Ast.Field field() {
    Token token = peek();
    switch (token.kind()) {
      case VARIABLE -> {
        next();
        Pattern pattern = accept(":") ? pattern() : null;
        return new Ast.Field(token.text(), text(token), pattern);
      }
      case NAME, KEYWORD -> {
        next();
        expect(":");
        return new Ast.Field(null, text(token), pattern());
      }
      case QUOTE, FORMAT -> {
        Ast key = string();
        expect(":");
        return new Ast.Field(null, key, pattern());
      }
      case OPERATOR -> {
        expect("(");
        Ast key = pipe();
        expect(")");
        expect(":");
        return new Ast.Field(null, key, pattern());
      }
      case END, FIELD, NUMBER -> throw unexpected(token, "a key of the object pattern");
    }
    throw new AssertionError(token);
  }

  private static Ast text(Token token) {
    return new Ast.Literal(token.at(), StringNode.valueOf(token.text()));
  }

  private Token variable() {
    Token token = next();
    if (token.kind() != Kind.VARIABLE) {
      throw unexpected(token, "a name that starts with '$'");
    }
    return token;
  }

  private void enter() {
    if (++nesting > MAX_NESTING) {
      throw new SyntaxError(
          "the expression is nested more than " + MAX_NESTING + " levels deep", peek().at());
    }
  }

  private Token peek() {
    Token token = peeked;
    if (token == null) {
      token = lexer.next();
      peeked = token;
    }
    return token;
  }

  private Token next() {
    Token token = peek();
    peeked = null;
    return token;
  }

  private boolean accept(String op) {
    if (peek().isOperator(op)) {
      next();
      return true;
    }
    return false;
  }

  private Token expect(String op) {
    Token token = next();
    if (!token.isOperator(op)) {
      throw unexpected(token, "'" + op + "'");
    }
    return token;
  }

  private void expectKeyword(String word) {
    Token token = next();
    if (!token.isKeyword(word)) {
      throw unexpected(token, "'" + word + "'");
    }
  }

  private SyntaxError unexpected(Token token, String expected) {
    return new SyntaxError("expected " + expected + ", found " + token.describe(), token.at());
  }

  private String position(int at) {
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
}
