package io.patchbay.expression.eval;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The first output of a code for functions written here. */
public final class FirstOutput {
  private FirstOutput() {}

  public static @Nullable JsonNode of(Code code, Env env, JsonNode in) {
    return AssignCodes.first(code, env, in);
  }
}
