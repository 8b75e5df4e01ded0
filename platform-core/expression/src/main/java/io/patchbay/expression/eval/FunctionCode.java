package io.patchbay.expression.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A function of values: called for every combination of its arguments' outputs. */
public final class FunctionCode extends Code {
  /** What the function does; its answer lies nowhere in the input. */
  @FunctionalInterface
  public interface Body {
    JsonNode apply(Env env, JsonNode in, JsonNode[] arguments);
  }

  private static final JsonNode[] NOTHING = {};

  private final Code[] arguments;
  private final Body body;
  private final boolean single;

  public FunctionCode(List<Code> arguments, Body body) {
    this.arguments = arguments.toArray(Code[]::new);
    this.body = body;
    this.single = arguments.stream().allMatch(Code::single);
  }

  @Override
  protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
    if (single) {
      out.accept(one(env, in), Path.none(path));
    } else {
      fill(arguments.length - 1, new JsonNode[arguments.length], env, in, path, out);
    }
    return null;
  }

  private void fill(
      int at, JsonNode[] values, Env env, JsonNode in, @Nullable Path path, Sink out) {
    if (at < 0) {
      env.meter.step();
      out.accept(body.apply(env, in, values.clone()), Path.none(path));
      return;
    }
    arguments[at].eval(
        env,
        in,
        null,
        (v, p) -> {
          values[at] = v;
          fill(at - 1, values, env, in, path, out);
        });
  }

  @Override
  public boolean single() {
    return single;
  }

  @Override
  public JsonNode one(Env env, JsonNode in) {
    env.meter.step();
    if (arguments.length == 0) {
      return body.apply(env, in, NOTHING);
    }
    JsonNode[] values = new JsonNode[arguments.length];
    for (int i = values.length - 1; i >= 0; i--) {
      values[i] = arguments[i].one(env, in);
    }
    return body.apply(env, in, values);
  }
}
