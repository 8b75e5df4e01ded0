package io.patchbay.expression.eval;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A function that decides itself when its arguments run: {@code first}, {@code range}, … */
public final class FormCode extends Code {
  /** What the function does. */
  @FunctionalInterface
  public interface Body {
    void eval(Env env, JsonNode in, @Nullable Path path, Sink out);
  }

  private final Body body;

  public FormCode(Body body) {
    this.body = body;
  }

  @Override
  protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
    env.meter.step();
    body.eval(env, in, path, out);
    return null;
  }
}
