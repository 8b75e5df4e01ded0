package io.patchbay.expression.eval;

import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Sizes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code reduce} and {@code foreach}. */
final class FoldCodes {
  private FoldCodes() {}

  private static final class State {
    JsonNode value;
    @Nullable Path path;

    State(JsonNode value, @Nullable Path path) {
      this.value = value;
      this.path = path;
    }
  }

  static final class Reduce extends Code {
    private final Code source;
    private final Binder binder;
    private final Code init;
    private final Code update;

    Reduce(Code source, Binder binder, Code init, Code update) {
      this.source = source;
      this.binder = binder;
      this.init = init;
      this.update = update;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      init.eval(
          env,
          in,
          path,
          (v, p) -> {
            State state = fold(env, in, new State(v, p));
            out.accept(state.value, state.path);
          });
      return null;
    }

    private State fold(Env env, JsonNode in, State state) {
      Owned owned = new Owned();
      Refund refund = new Refund(env.meter);
      source.eval(
          env,
          in,
          null,
          (item, p) ->
              binder.bind(
                  env,
                  item,
                  e -> {
                    env.meter.step();
                    refund.begin();
                    step(e, state, owned);
                    refund.end(state.value);
                  }));
      return state;
    }

    private void step(Env env, State state, Owned owned) {
      JsonNode old = state.value;
      Path at = state.path;
      if (at == null && update.singleIn(env)) {
        state.value = update.fold(env, old, owned);
        return;
      }
      owned.release();
      state.value = Json.NULL;
      state.path = Path.none(at);
      update.eval(
          env,
          old,
          at,
          (v, p) -> {
            state.value = v;
            state.path = p;
          });
    }

    @Override
    public boolean single() {
      return init.single();
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      return fold(env, in, new State(init.one(env, in), null)).value;
    }
  }

  /**
   * After a round of reduce only the state is alive: when much has been allocated, the state is
   * measured and the rest is given back to the budget.
   */
  private static final class Refund {
    private static final long WORTHWHILE = 4 << 20;
    private final Meter meter;
    private long before;
    private long used;
    private long alive;

    Refund(Meter meter) {
      this.meter = meter;
    }

    void begin() {
      before = meter.bytesLeft();
    }

    void end(JsonNode state) {
      used += before - meter.bytesLeft();
      if (used > 2 * alive + WORTHWHILE) {
        long size = Sizes.deep(meter, state, used);
        meter.restoreBytes(meter.bytesLeft() + used - size);
        used = size;
        alive = size;
      }
    }
  }

  static final class Foreach extends Code {
    private final Code source;
    private final Binder binder;
    private final Code init;
    private final Code update;
    private final @Nullable Code extract;

    Foreach(Code source, Binder binder, Code init, Code update, @Nullable Code extract) {
      this.source = source;
      this.binder = binder;
      this.init = init;
      this.update = update;
      this.extract = extract;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      init.eval(
          env,
          in,
          path,
          (first, firstPath) -> {
            State state = new State(first, firstPath);
            source.eval(
                env, in, null, (item, x) -> binder.bind(env, item, e -> step(e, state, out)));
          });
      return null;
    }

    private void step(Env env, State state, Sink out) {
      env.meter.step();
      update.eval(
          env,
          state.value,
          state.path,
          (v, p) -> {
            state.value = v;
            state.path = p;
            if (extract == null) {
              out.accept(v, p);
            } else {
              extract.eval(env, v, p, out);
            }
          });
    }
  }
}
