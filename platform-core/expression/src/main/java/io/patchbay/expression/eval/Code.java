package io.patchbay.expression.eval;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled piece of an expression: immutable, and free of state while it runs.
 *
 * <p>{@link #eval} pushes every output. Where a piece is known to have exactly one output ({@link
 * #single}), {@link #one} returns it without the detour.
 */
public abstract class Code {
  /**
   * Does the work except, possibly, a last call, which it returns: calls in tail position need no
   * stack.
   *
   * @param path where {@code in} lies; null when the caller wants values only
   */
  protected abstract @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out);

  public final void eval(Env env, JsonNode in, @Nullable Path path, Sink out) {
    env.meter.enter();
    Tail tail = run(env, in, path, out);
    while (tail != null) {
      tail = tail.code().run(tail.env(), tail.in(), tail.path(), tail.out());
    }
    env.meter.exit();
  }

  /** Exactly one output, or an error. */
  public boolean single() {
    return false;
  }

  /** As {@link #single}, with what is known while running. */
  boolean singleIn(Env env) {
    return single();
  }

  /** The output of a single code. */
  public JsonNode one(Env env, JsonNode in) {
    throw new IllegalStateException("not a single-valued expression: " + getClass());
  }

  /** Outputs are always parts of the input or of variables, so their size needs no check. */
  boolean borrows() {
    return false;
  }

  /** Outputs do not contain the input or parts of it. */
  boolean ignoresInput() {
    return false;
  }

  /**
   * One round of a reduce, for a single code: as {@link #one}, but a state that is owned may be
   * changed in place. The answer is owned afterwards, or nothing is.
   */
  JsonNode fold(Env env, JsonNode state, Owned owned) {
    owned.release();
    return one(env, state);
  }

  /** A code with exactly one output, which lies nowhere in the input. */
  public abstract static class Single extends Code {
    @Override
    protected final @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      out.accept(one(env, in), Path.none(path));
      return null;
    }

    @Override
    public final boolean single() {
      return true;
    }

    @Override
    public abstract JsonNode one(Env env, JsonNode in);
  }
}
