package io.patchbay.expression.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Variables, bindings and calls. */
final class NameCodes {
  private NameCodes() {}

  static final class Variable extends Code.Single {
    private final int hops;
    private final int slot;

    /**
     * @param slot place in a pattern, or -1 when the binding is the value itself
     */
    Variable(int hops, int slot) {
      this.hops = hops;
      this.slot = slot;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      Object binding = env.up(hops).value;
      return slot < 0 ? (JsonNode) binding : ((JsonNode[]) binding)[slot];
    }

    @Override
    boolean ignoresInput() {
      return true;
    }
  }

  /** A variable given from outside. */
  static final class Global extends Code.Single {
    private final int index;

    Global(int index) {
      this.index = index;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      return env.global(index);
    }

    @Override
    boolean ignoresInput() {
      return true;
    }

    @Override
    boolean borrows() {
      return true;
    }
  }

  static final class Bind extends Code {
    private final Code source;
    private final Binder binder;
    private final Code body;

    Bind(Code source, Binder binder, Code body) {
      this.source = source;
      this.binder = binder;
      this.body = body;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      env.meter.step();
      if (binder.isPlain() && source.singleIn(env)) {
        return body.run(env.with(source.one(env, in)), in, path, out);
      }
      if (!binder.hasAlternatives()) {
        source.eval(env, in, null, (v, p) -> binder.bind(env, v, e -> body.eval(e, in, path, out)));
        return null;
      }
      Object owner = new Object();
      Sink passing = FlowCodes.Try.passing(out, owner);
      try {
        source.eval(
            env, in, null, (v, p) -> binder.bind(env, v, e -> body.eval(e, in, path, passing)));
        return null;
      } catch (Signals.Downstream d) {
        if (d.owner != owner) {
          throw d;
        }
        throw d.error;
      }
    }

    @Override
    public boolean single() {
      return binder.isPlain() && source.single() && body.single();
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      env.meter.step();
      return body.one(env.with(source.one(env, in)), in);
    }
  }

  /** A function while it is compiled and afterwards. */
  static final class Function {
    final String name;
    final List<String> parameters;
    final int depth;
    private @Nullable Code body;

    Function(String name, List<String> parameters, int depth) {
      this.name = name;
      this.parameters = parameters;
      this.depth = depth;
    }

    void complete(Code body) {
      this.body = body;
    }

    boolean isSingle() {
      return body != null && body.single();
    }

    Code body() {
      Code code = body;
      if (code == null) {
        throw new IllegalStateException("called while it is compiled: " + name);
      }
      return code;
    }
  }

  static final class Call extends Code {
    private final Function function;
    private final int hops;
    private final Code[] arguments;
    private final boolean single;

    Call(Function function, int hops, List<Code> arguments) {
      this.function = function;
      this.hops = hops;
      this.arguments = arguments.toArray(Code[]::new);
      this.single = function.isSingle();
    }

    private Env enter(Env env) {
      env.meter.step();
      Env inner = env.up(hops);
      for (Code argument : arguments) {
        inner =
            inner.with(
                argument instanceof Parameter parameter
                    ? parameter.closure(env)
                    : new Closure(argument, env));
      }
      return inner;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      return new Tail(function.body(), enter(env), in, path, out);
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      env.meter.enter();
      JsonNode v = function.body().one(enter(env), in);
      env.meter.exit();
      return v;
    }
  }

  /** A call of an argument of the function around. */
  static final class Parameter extends Code {
    private final int hops;

    Parameter(int hops) {
      this.hops = hops;
    }

    Closure closure(Env env) {
      return (Closure) env.up(hops).value;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      env.meter.step();
      Closure closure = closure(env);
      return new Tail(closure.code(), closure.env(), in, path, out);
    }

    @Override
    boolean singleIn(Env env) {
      Closure closure = closure(env);
      return closure.code().singleIn(closure.env());
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      env.meter.step();
      Closure closure = closure(env);
      env.meter.enter();
      JsonNode v = closure.code().one(closure.env(), in);
      env.meter.exit();
      return v;
    }
  }
}
