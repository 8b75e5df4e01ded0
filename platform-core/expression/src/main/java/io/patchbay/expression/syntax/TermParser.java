package io.patchbay.expression.syntax;

import io.patchbay.expression.syntax.Ast.Pattern;
import io.patchbay.expression.syntax.Token.Kind;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.List;

/** What stands between operators: literals, calls, brackets and the words that end themselves. */
abstract class TermParser extends StructureParser {
  TermParser(String source) {
    super(source);
  }

  abstract Ast unary();

  abstract Ast postfix();

  Ast term() {
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

  Ast bracketed() {
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

  Ast keyword() {
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

  Ast attempt() {
    if (peek().isOperator("-")) {
      return unary();
    }
    return postfix();
  }

  Ast conditional(int at) {
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
    leave();
    return new Ast.If(at, condition, then, otherwise);
  }

  Ast call() {
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
}
