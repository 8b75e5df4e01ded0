package io.patchbay.expression.eval;

import io.patchbay.expression.value.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The assignment operators. */
final class AssignCodes {
  private AssignCodes() {}

  /** {@code paths = value} and {@code paths op= value}: once for each output of the right side. */
  static final class Assign extends Code {
    private final Code paths;
    private final Code value;
    private final Combine combine;

    /** The new value from the old one and the right side. */
    @FunctionalInterface
    interface Combine {
      JsonNode apply(Env env, JsonNode old, JsonNode value);
    }

    Assign(Code paths, Code value, Combine combine) {
      this.paths = paths;
      this.value = value;
      this.combine = combine;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      if (value.singleIn(env)) {
        out.accept(assign(env, in, value.one(env, in)), Path.none(path));
      } else {
        value.eval(env, in, null, (v, p) -> out.accept(assign(env, in, v), Path.none(path)));
      }
      return null;
    }

    private JsonNode assign(Env env, JsonNode in, JsonNode v) {
      Editor editor = new Editor(env.meter, in);
      paths.eval(
          env,
          in,
          Path.ROOT,
          (at, p) -> {
            JsonNode[] keys = keys(env, at, p);
            editor.set(keys, combine.apply(env, editor.get(keys), v));
          });
      return editor.result();
    }

    @Override
    public boolean single() {
      return value.single();
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      return assign(env, in, value.one(env, in));
    }

    @Override
    JsonNode fold(Env env, JsonNode state, Owned owned) {
      JsonNode v = value.one(env, state);
      if (v.isContainer() && !value.ignoresInput()) {
        owned.release(); // the value may hold the state
      }
      Editor editor = new Editor(env.meter, state, owned);
      for (JsonNode[] keys : allKeys(paths, env, state)) {
        editor.set(keys, combine.apply(env, editor.get(keys), v));
      }
      return editor.result(owned);
    }
  }

  /** All paths before the first change: a state that is changed in place must not be read. */
  private static List<JsonNode[]> allKeys(Code paths, Env env, JsonNode in) {
    List<JsonNode[]> all = new ArrayList<>();
    paths.eval(
        env,
        in,
        Path.ROOT,
        (at, p) -> {
          JsonNode[] keys = keys(env, at, p);
          env.meter.bytes(32 + 8L * keys.length);
          all.add(keys);
        });
    return all;
  }

  static JsonNode[] keys(Env env, JsonNode at, @Nullable Path path) {
    env.meter.step();
    return (path == null ? Path.NONE : path).keys(env.meter, at);
  }

  /** {@code paths |= update}: the first output replaces the value; none deletes it. */
  static final class Modify extends Code.Single {
    private final Code paths;
    private final Code update;

    Modify(Code paths, Code update) {
      this.paths = paths;
      this.update = update;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      Editor editor = new Editor(env.meter, in);
      Deletion deletion = new Deletion(env.meter);
      paths.eval(
          env,
          in,
          Path.ROOT,
          (at, p) -> {
            JsonNode[] keys = keys(env, at, p);
            JsonNode v = first(update, env, editor.get(keys));
            if (v == null) {
              deletion.add(keys);
            } else {
              editor.set(keys, v);
            }
          });
      return deletion.apply(editor.result());
    }

    @Override
    JsonNode fold(Env env, JsonNode state, Owned owned) {
      Editor editor = new Editor(env.meter, state, owned);
      Deletion deletion = new Deletion(env.meter);
      for (JsonNode[] keys : allKeys(paths, env, state)) {
        JsonNode v = first(update, env, editor.get(keys));
        if (v == null) {
          deletion.add(keys);
        } else {
          editor.set(keys, v);
        }
      }
      JsonNode changed = editor.result(owned);
      JsonNode result = deletion.apply(changed);
      if (result != changed) {
        owned.release();
      }
      return result;
    }
  }

  /** The first output or null. */
  static @Nullable JsonNode first(Code code, Env env, JsonNode in) {
    if (code.singleIn(env)) {
      return code.one(env, in);
    }
    JsonNode[] first = new JsonNode[1];
    Object label = new Object();
    Signals.broken(
        env,
        label,
        () ->
            code.eval(
                env,
                in,
                null,
                (v, p) -> {
                  first[0] = v;
                  throw new Signals.Break(label);
                }));
    return first[0];
  }

  static JsonNode unlessTruthy(JsonNode old, JsonNode v) {
    return Json.truthy(old) ? old : v;
  }
}
