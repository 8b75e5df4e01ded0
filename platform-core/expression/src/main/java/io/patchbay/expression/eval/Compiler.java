package io.patchbay.expression.eval;

import io.patchbay.expression.CompileOptions;
import io.patchbay.expression.ExpressionSyntaxException;
import io.patchbay.expression.builtin.Builtins;
import io.patchbay.expression.builtin.Formats;
import io.patchbay.expression.eval.Scope.Entry;
import io.patchbay.expression.syntax.Ast;
import io.patchbay.expression.syntax.Ast.Part;
import io.patchbay.expression.syntax.Ast.Pattern;
import io.patchbay.expression.syntax.Parser;
import io.patchbay.expression.syntax.SyntaxError;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a syntax tree into closures; names are resolved here, once. */
public final class Compiler {
  private static final int MAX_DEPTH = 1000;
  private static final Map<String, JsonNode> CONSTANTS =
      Map.of("null", Json.NULL, "true", Json.TRUE, "false", Json.FALSE);

  private final Library library;
  private final List<String> globals = new ArrayList<>();
  private final @Nullable Set<String> allowed;
  private int depth;

  private Compiler(Library library, @Nullable Set<String> allowed) {
    this.library = library;
    this.allowed = allowed;
  }

  /** For the library's own definitions. */
  Compiler(Library library) {
    this(library, Set.of());
  }

  public static Program compile(String source, CompileOptions options)
      throws ExpressionSyntaxException {
    Compiler compiler = new Compiler(Library.INSTANCE, options.variables().orElse(null));
    try {
      Code code = compiler.code(Parser.parse(source), Scope.ROOT);
      return new Program(code, compiler.globals);
    } catch (SyntaxError e) {
      throw new ExpressionSyntaxException(String.valueOf(e.getMessage()), source, e.offset());
    } catch (StackOverflowError _) {
      throw new ExpressionSyntaxException("the expression is nested too deeply", source, 0);
    }
  }

  NameCodes.Function function(Ast.Function f) {
    return function(f, Scope.ROOT);
  }

  private Code code(Ast ast, Scope scope) {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxError("the expression is nested too deeply", ast.at());
    }
    Code code = translate(ast, scope);
    depth--;
    return code;
  }

  private Code translate(Ast ast, Scope scope) {
    return switch (ast) {
      case Ast.Identity _ -> new PathCodes.Identity();
      case Ast.Descend _ -> new PathCodes.Descend();
      case Ast.Literal l -> new ValueCodes.Literal(l.value());
      case Ast.Index i -> index(i, scope);
      case Ast.Slice s ->
          new PathCodes.Slice(code(s.term(), scope), bound(s.from(), scope), bound(s.to(), scope));
      case Ast.Iterate i -> new PathCodes.Iterate(code(i.term(), scope));
      case Ast.Try t ->
          new FlowCodes.Try(
              code(t.body(), scope), t.handler() == null ? null : code(t.handler(), scope));
      case Ast.Format f -> format(f);
      case Ast.Text t -> text(t, scope);
      case Ast.ArrayOf a ->
          a.body() == null
              ? new ValueCodes.Literal(Json.array(List.of()))
              : new ValueCodes.ArrayOf(code(a.body(), scope));
      case Ast.ObjectOf o -> object(o, scope);
      case Ast.Negate n -> negate(code(n.value(), scope));
      case Ast.Pipe p -> pipe(p, scope);
      case Ast.Comma c -> new FlowCodes.Comma(codes(c.parts(), scope));
      case Ast.Binary b -> binary(b, scope);
      case Ast.Alternative a ->
          new FlowCodes.Alternative(code(a.left(), scope), code(a.right(), scope));
      case Ast.Assign a -> assign(a, scope);
      case Ast.If i ->
          new FlowCodes.If(
              code(i.condition(), scope),
              code(i.then(), scope),
              i.otherwise() == null ? new PathCodes.Identity() : code(i.otherwise(), scope));
      case Ast.Reduce r -> {
        Bound bound = bind(r.patterns(), scope);
        yield new FoldCodes.Reduce(
            code(r.source(), scope),
            bound.binder(),
            code(r.init(), scope),
            code(r.update(), bound.scope()));
      }
      case Ast.Foreach f -> {
        Bound bound = bind(f.patterns(), scope);
        yield new FoldCodes.Foreach(
            code(f.source(), scope),
            bound.binder(),
            code(f.init(), scope),
            code(f.update(), bound.scope()),
            f.extract() == null ? null : code(f.extract(), bound.scope()));
      }
      case Ast.Bind b -> {
        Bound bound = bind(b.patterns(), scope);
        yield new NameCodes.Bind(
            code(b.source(), scope), bound.binder(), code(b.body(), bound.scope()));
      }
      case Ast.Label l -> new FlowCodes.Label(code(l.body(), scope.label(l.name())));
      case Ast.Break b -> breakTo(b, scope);
      case Ast.Variable v -> variable(v, scope);
      case Ast.Call c -> call(c, scope);
      case Ast.Define d -> code(d.rest(), scope.defined(function(d.function(), scope)));
    };
  }

  private List<Code> codes(List<Ast> asts, Scope scope) {
    List<Code> codes = new ArrayList<>(asts.size());
    for (Ast ast : asts) {
      codes.add(code(ast, scope));
    }
    return codes;
  }

  private Code bound(@Nullable Ast ast, Scope scope) {
    return ast == null ? new ValueCodes.Literal(Json.NULL) : code(ast, scope);
  }

  private Code index(Ast.Index i, Scope scope) {
    Code term = code(i.term(), scope);
    Code key = code(i.key(), scope);
    if (key instanceof ValueCodes.Literal l && l.value.isString()) {
      return PathCodes.Field.of(term, l.value.stringValue());
    }
    return new PathCodes.Index(term, key);
  }

  private Code pipe(Ast.Pipe p, Scope scope) {
    List<Code> stages = new ArrayList<>();
    for (Code stage : codes(p.stages(), scope)) {
      if (stage instanceof AddCode add
          && !stages.isEmpty()
          && stages.getLast() instanceof ValueCodes.ArrayOf array
          && add.addsElements()) {
        stages.set(stages.size() - 1, AddCode.ofCollected(array.body));
      } else if (!(stage instanceof PathCodes.Identity)) {
        stages.add(stage);
      }
    }
    return FlowCodes.Pipe.of(stages);
  }

  private static Code negate(Code value) {
    return value instanceof ValueCodes.Literal l && l.value.isNumber()
        ? new ValueCodes.Literal(Numbers.negate(l.value))
        : new ValueCodes.Negate(value);
  }

  private Code binary(Ast.Binary b, Scope scope) {
    Code left = code(b.left(), scope);
    Code right = code(b.right(), scope);
    switch (b.op()) {
      case "and" -> {
        return new FlowCodes.Logic(left, right, false);
      }
      case "or" -> {
        return new FlowCodes.Logic(left, right, true);
      }
      default -> {}
    }
    Operators.Operator operator = Operators.named(b.op());
    if (left instanceof ValueCodes.Literal x
        && right instanceof ValueCodes.Literal y
        && x.value.isNumber()
        && y.value.isNumber()) {
      try {
        return new ValueCodes.Literal(
            operator.apply(new Meter(io.patchbay.expression.Budget.STANDARD), x.value, y.value));
      } catch (JqError _) {
        // left to the evaluation, where it can be caught
      }
    }
    return b.op().equals("+") && left instanceof PathCodes.Identity
        ? new ValueCodes.Append(right)
        : new ValueCodes.Binary(operator, left, right);
  }

  private Code object(Ast.ObjectOf o, Scope scope) {
    List<Code> keys = new ArrayList<>();
    List<Code> values = new ArrayList<>();
    for (Ast.Entry e : o.entries()) {
      if (e.key() instanceof Ast.Literal l && !l.value().isString()) {
        throw new SyntaxError("the key of an object must be a string", l.at());
      }
      keys.add(code(e.key(), scope));
      values.add(code(e.value(), scope));
    }
    return new ValueCodes.ObjectOf(keys, values);
  }

  private static void requireFormat(String name, int at) {
    if (!Formats.NAMES.contains(name)) {
      throw new SyntaxError(
          "unknown format '@"
              + name
              + "'"
              + Suggestions.didYouMean(name, Formats.NAMES, n -> "@" + n),
          at);
    }
  }

  private static Code format(Ast.Format f) {
    requireFormat(f.name(), f.at());
    return new Code.Single() {
      @Override
      public JsonNode one(Env env, JsonNode in) {
        return Json.text(Formats.apply(env.meter, f.name(), in));
      }
    };
  }

  private Code text(Ast.Text t, Scope scope) {
    String format = t.format() == null ? "text" : t.format();
    requireFormat(format, t.at());
    List<String> plain = new ArrayList<>();
    List<Code> holes = new ArrayList<>();
    StringBuilder pending = new StringBuilder();
    for (Part part : t.parts()) {
      switch (part) {
        case Part.Plain(String s) -> pending.append(s);
        case Part.Hole(Ast value) -> {
          plain.add(pending.toString());
          pending.setLength(0);
          holes.add(code(value, scope));
        }
      }
    }
    plain.add(pending.toString());
    return new ValueCodes.Interpolation(
        plain, holes, (meter, v) -> Formats.apply(meter, format, v));
  }

  private Code assign(Ast.Assign a, Scope scope) {
    Code paths = code(a.left(), scope);
    Code value = code(a.right(), scope);
    return switch (a.op()) {
      case "|=" -> new AssignCodes.Modify(paths, value);
      case "=" -> new AssignCodes.Assign(paths, value, (env, old, v) -> v);
      case "//=" ->
          new AssignCodes.Assign(paths, value, (env, old, v) -> AssignCodes.unlessTruthy(old, v));
      default -> {
        Operators.Operator operator = Operators.named(a.op().substring(0, a.op().length() - 1));
        yield new AssignCodes.Assign(
            paths, value, (env, old, v) -> operator.apply(env.meter, old, v));
      }
    };
  }

  private record Bound(Binder binder, Scope scope) {}

  private Bound bind(List<Pattern> patterns, Scope scope) {
    if (patterns.size() == 1 && patterns.getFirst() instanceof Pattern.Name name) {
      return new Bound(new Binder.Plain(), scope.variable(name.name()));
    }
    List<String> names = new ArrayList<>();
    patterns.forEach(p -> collect(p, names));
    Scope inner = scope;
    for (int i = 0; i < names.size(); i++) {
      inner = inner.slot(names.get(i), i);
    }
    List<Binder.Matcher> matchers = new ArrayList<>();
    for (Pattern p : patterns) {
      matchers.add(matcher(p, names, inner));
    }
    return new Bound(new Binder.Patterns(names.size(), matchers), inner);
  }

  private static void collect(Pattern pattern, List<String> names) {
    switch (pattern) {
      case Pattern.Name n -> addName(n.name(), names);
      case Pattern.Elements e -> e.patterns().forEach(p -> collect(p, names));
      case Pattern.Fields f -> {
        for (Ast.Field field : f.fields()) {
          if (field.name() != null) {
            addName(field.name(), names);
          }
          if (field.pattern() != null) {
            collect(field.pattern(), names);
          }
        }
      }
    }
  }

  private static void addName(String name, List<String> names) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  private Binder.Matcher matcher(Pattern pattern, List<String> names, Scope scope) {
    return switch (pattern) {
      case Pattern.Name n -> new Binder.Name(names.indexOf(n.name()));
      case Pattern.Elements e ->
          new Binder.Elements(e.patterns().stream().map(p -> matcher(p, names, scope)).toList());
      case Pattern.Fields f -> {
        List<Binder.Entry> entries = new ArrayList<>();
        for (Ast.Field field : f.fields()) {
          Pattern inner = field.pattern();
          entries.add(
              new Binder.Entry(
                  code(field.key(), scope),
                  field.name() == null ? -1 : names.indexOf(field.name()),
                  inner == null ? null : matcher(inner, names, scope)));
        }
        yield new Binder.Fields(entries);
      }
    };
  }

  private static Code breakTo(Ast.Break b, Scope scope) {
    for (Scope s = scope; s != null; s = s.parent()) {
      if (s.entry() instanceof Entry.Label(String name, int at) && name.equals(b.name())) {
        return new FlowCodes.Break(scope.depth() - at);
      }
    }
    throw new SyntaxError("there is no label '$" + b.name() + "' to break to", b.at());
  }

  private Code variable(Ast.Variable v, Scope scope) {
    for (Scope s = scope; s != null; s = s.parent()) {
      if (s.entry() instanceof Entry.Variable(String name, int at, int slot)
          && name.equals(v.name())) {
        return new NameCodes.Variable(scope.depth() - at, slot);
      }
    }
    if (v.name().equals("ENV") || v.name().equals("__prog_args")) {
      throw new SyntaxError(
          "'$" + v.name() + "' is not offered: an expression cannot read the environment", v.at());
    }
    if (allowed != null && !allowed.contains(v.name())) {
      throw new SyntaxError(
          "unknown variable '$"
              + v.name()
              + "'"
              + Suggestions.didYouMean(v.name(), allowed, n -> "$" + n),
          v.at());
    }
    addName(v.name(), globals);
    return new NameCodes.Global(globals.indexOf(v.name()));
  }

  private NameCodes.Function function(Ast.Function f, Scope scope) {
    NameCodes.Function function = new NameCodes.Function(f.name(), f.parameters(), scope.depth());
    Scope inner = scope.defined(function);
    for (String parameter : f.parameters()) {
      inner = inner.parameter(parameter.startsWith("$") ? parameter.substring(1) : parameter);
    }
    int arguments = inner.depth();
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < f.parameters().size(); i++) {
      String parameter = f.parameters().get(i);
      if (parameter.startsWith("$")) {
        // hops from inside the bindings made so far to the argument
        values.add(inner.depth() - (arguments - f.parameters().size() + i + 1));
        inner = inner.variable(parameter.substring(1));
      }
    }
    Code body = code(f.body(), inner);
    for (int i = values.size() - 1; i >= 0; i--) {
      body = new NameCodes.Bind(new NameCodes.Parameter(values.get(i)), new Binder.Plain(), body);
    }
    function.complete(body);
    return function;
  }

  private Code call(Ast.Call c, Scope scope) {
    int arity = c.arguments().size();
    for (Scope s = scope; s != null; s = s.parent()) {
      switch (s.entry()) {
        case Entry.Parameter(String name, int at) when arity == 0 && name.equals(c.name()) -> {
          return new NameCodes.Parameter(scope.depth() - at);
        }
        case Entry.Defined(String name, NameCodes.Function f)
            when name.equals(c.name()) && f.parameters.size() == arity -> {
          return new NameCodes.Call(f, scope.depth() - f.depth, codes(c.arguments(), scope));
        }
        case null, default -> {}
      }
    }
    return builtin(c, scope);
  }

  private Code builtin(Ast.Call c, Scope scope) {
    int arity = c.arguments().size();
    JsonNode constant = arity > 0 ? null : CONSTANTS.get(c.name());
    if (constant != null) {
      return new ValueCodes.Literal(constant);
    }
    String refusal = Builtins.refusal(c.name());
    if (refusal != null) {
      throw new SyntaxError("'" + c.name() + "' is not offered: " + refusal, c.at());
    }
    Native made = library.findNative(c.name(), arity);
    if (made != null) {
      return made.call(codes(c.arguments(), scope));
    }
    NameCodes.Function f = library.findFunction(c.name(), arity);
    if (f != null) {
      return new NameCodes.Call(f, scope.depth(), codes(c.arguments(), scope));
    }
    if (c.name().equals("builtins") && arity == 0) {
      List<JsonNode> names = new ArrayList<>();
      library.names().forEach(n -> names.add(Json.text(n)));
      return new ValueCodes.Literal(Json.array(names));
    }
    throw new SyntaxError(Suggestions.unknownFunction(c.name(), arity, library.names()), c.at());
  }
}
