package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Code;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.eval.FormCode;
import io.patchbay.expression.eval.FunctionCode;
import io.patchbay.expression.eval.Native;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Where the groups put their functions. */
final class Registry {
  private final Map<String, Native> natives = new HashMap<>();

  Map<String, Native> natives() {
    return natives;
  }

  /** A function of the input and its arguments' values. */
  void value(String name, int arity, FunctionCode.Body body) {
    put(name, arity, arguments -> new FunctionCode(arguments, body));
  }

  /** A function of the input alone that always has one output. */
  interface Plain {
    JsonNode apply(Env env, JsonNode in);
  }

  void plain(String name, Plain body) {
    value(name, 0, (env, in, arguments) -> body.apply(env, in));
  }

  /** A function with one output that runs its argument itself. */
  interface Folding {
    JsonNode apply(Env env, JsonNode in, Code argument);
  }

  void folding(String name, Folding body) {
    put(
        name,
        1,
        arguments ->
            new Code.Single() {
              @Override
              public JsonNode one(Env env, JsonNode in) {
                env.meter.step();
                return body.apply(env, in, arguments.getFirst());
              }
            });
  }

  /** A function that runs its arguments itself and may have any number of outputs. */
  void form(String name, int arity, Function<List<Code>, FormCode.Body> body) {
    put(name, arity, arguments -> new FormCode(body.apply(arguments)));
  }

  void put(String name, int arity, Native made) {
    if (natives.put(name + "/" + arity, made) != null) {
      throw new IllegalStateException("defined twice: " + name + "/" + arity);
    }
  }
}
