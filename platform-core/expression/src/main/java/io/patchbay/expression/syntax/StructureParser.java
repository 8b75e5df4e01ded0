package io.patchbay.expression.syntax;

import io.patchbay.expression.syntax.Ast.Part;
import io.patchbay.expression.syntax.Ast.Pattern;
import io.patchbay.expression.syntax.Token.Kind;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** Strings, objects and patterns. */
abstract class StructureParser extends TokenReader {
  StructureParser(String source) {
    super(source);
  }

  abstract Ast pipe();

  abstract Ast alternative();

  Ast location(Token token) {
    int line = 1 + (int) source.substring(0, token.at()).chars().filter(c -> c == '\n').count();
    return new Ast.Literal(
        token.at(),
        Json.object(
            Map.of("file", StringNode.valueOf("<top-level>"), "line", IntNode.valueOf(line)),
            "file",
            "line"));
  }

  Ast object(int at) {
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

  Ast.Entry entry() {
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

  Ast entryValue() {
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
    leave();
    return first;
  }

  /** A string, {@code @format "string"} or {@code @format} alone. */
  Ast string() {
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

  List<Pattern> patterns() {
    List<Pattern> patterns = new ArrayList<>();
    do {
      patterns.add(pattern());
    } while (accept("?//"));
    return patterns;
  }

  Pattern pattern() {
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
    leave();
    return pattern;
  }

  Ast.Field field() {
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

  static Ast text(Token token) {
    return new Ast.Literal(token.at(), StringNode.valueOf(token.text()));
  }
}
