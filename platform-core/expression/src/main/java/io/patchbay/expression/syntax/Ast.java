package io.patchbay.expression.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A parsed expression. {@code at} is the offset of its first character in the source. */
public sealed interface Ast {
  int at();

  record Identity(int at) implements Ast {}

  record Descend(int at) implements Ast {}

  record Literal(int at, JsonNode value) implements Ast {}

  record Index(int at, Ast term, Ast key) implements Ast {}

  record Slice(int at, Ast term, @Nullable Ast from, @Nullable Ast to) implements Ast {}

  record Iterate(int at, Ast term) implements Ast {}

  record Try(int at, Ast body, @Nullable Ast handler) implements Ast {}

  /** {@code @name} alone. */
  record Format(int at, String name) implements Ast {}

  /** A string with interpolations; the values pass through {@code format}. */
  record Text(int at, @Nullable String format, List<Part> parts) implements Ast {}

  /** Either literal text or an expression. */
  sealed interface Part {
    record Plain(String text) implements Part {}

    record Hole(Ast value) implements Part {}
  }

  record ArrayOf(int at, @Nullable Ast body) implements Ast {}

  record ObjectOf(int at, List<Entry> entries) implements Ast {}

  record Entry(Ast key, Ast value) {}

  record Negate(int at, Ast value) implements Ast {}

  record Pipe(int at, List<Ast> stages) implements Ast {}

  record Comma(int at, List<Ast> parts) implements Ast {}

  record Binary(int at, String op, Ast left, Ast right) implements Ast {}

  record Alternative(int at, Ast left, Ast right) implements Ast {}

  record Assign(int at, String op, Ast left, Ast right) implements Ast {}

  record If(int at, Ast condition, Ast then, @Nullable Ast otherwise) implements Ast {}

  record Reduce(int at, Ast source, List<Pattern> patterns, Ast init, Ast update) implements Ast {}

  record Foreach(
      int at, Ast source, List<Pattern> patterns, Ast init, Ast update, @Nullable Ast extract)
      implements Ast {}

  record Bind(int at, Ast source, List<Pattern> patterns, Ast body) implements Ast {}

  record Label(int at, String name, Ast body) implements Ast {}

  record Break(int at, String name) implements Ast {}

  record Variable(int at, String name) implements Ast {}

  record Call(int at, String name, List<Ast> arguments) implements Ast {}

  record Define(int at, Function function, Ast rest) implements Ast {}

  /** A parameter that starts with a dollar sign is bound as a variable, too. */
  record Function(int at, String name, List<String> parameters, Ast body) {}

  /** The left side of {@code as}. */
  sealed interface Pattern {
    record Name(int at, String name) implements Pattern {}

    record Elements(List<Pattern> patterns) implements Pattern {}

    record Fields(List<Field> fields) implements Pattern {}
  }

  /** {@code {$name}}, {@code {key: pattern}} or {@code {$name: pattern}}. */
  record Field(@Nullable String name, Ast key, @Nullable Pattern pattern) {}
}
