package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The compiled left side of {@code as}: binds the names of a pattern to parts of a value. */
abstract class Binder {
  /** What runs with the names bound. */
  @FunctionalInterface
  interface Body {
    void in(Env env);
  }

  abstract void bind(Env env, JsonNode value, Body body);

  /** One plain variable: the binding is the value itself. */
  boolean isPlain() {
    return false;
  }

  /** More than one pattern: errors of the body lead to the next. */
  boolean hasAlternatives() {
    return false;
  }

  static final class Plain extends Binder {
    @Override
    void bind(Env env, JsonNode value, Body body) {
      body.in(env.with(value));
    }

    @Override
    boolean isPlain() {
      return true;
    }
  }

  static final class Patterns extends Binder {
    private final int names;
    private final Matcher[] alternatives;

    Patterns(int names, List<Matcher> alternatives) {
      this.names = names;
      this.alternatives = alternatives.toArray(Matcher[]::new);
    }

    @Override
    boolean hasAlternatives() {
      return alternatives.length > 1;
    }

    @Override
    void bind(Env env, JsonNode value, Body body) {
      JsonNode[] empty = new JsonNode[names];
      Arrays.fill(empty, Json.NULL);
      Env unbound = env.with(empty);
      int last = alternatives.length - 1;
      for (int i = 0; i < last; i++) {
        int depth = env.meter.depth;
        try {
          alternatives[i].match(unbound, value, body);
          return;
        } catch (JqError _) {
          env.meter.depth = depth;
        }
      }
      alternatives[last].match(unbound, value, body);
    }
  }

  /** A pattern over names in slots. */
  sealed interface Matcher {
    void match(Env env, JsonNode value, Body body);
  }

  record Name(int slot) implements Matcher {
    @Override
    public void match(Env env, JsonNode value, Body body) {
      body.in(assign(env, slot, value));
    }

    static Env assign(Env env, int slot, JsonNode value) {
      JsonNode[] values = ((JsonNode[]) env.value).clone();
      env.meter.bytes(16 + 8L * values.length);
      values[slot] = value;
      return env.replaced(values);
    }
  }

  record Elements(List<Matcher> elements) implements Matcher {
    @Override
    public void match(Env env, JsonNode value, Body body) {
      if (!value.isArray() && !value.isNull()) {
        throw JqError.of("Cannot index " + Json.type(value) + " with number");
      }
      next(0, env, value, body);
    }

    private void next(int at, Env env, JsonNode value, Body body) {
      if (at == elements.size()) {
        body.in(env);
        return;
      }
      JsonNode element = Access.index(env.meter, value, Numbers.of((long) at));
      elements.get(at).match(env, element, e -> next(at + 1, e, value, body));
    }
  }

  /** A key with an optional name for its value and an optional pattern. */
  record Entry(Code key, int slot, @Nullable Matcher pattern) {}

  record Fields(List<Entry> entries) implements Matcher {
    @Override
    public void match(Env env, JsonNode value, Body body) {
      next(0, env, value, body);
    }

    private void next(int at, Env env, JsonNode value, Body body) {
      if (at == entries.size()) {
        body.in(env);
        return;
      }
      Entry entry = entries.get(at);
      Meter meter = env.meter;
      entry
          .key()
          .eval(
              env,
              value,
              null,
              (k, p) -> {
                if (!k.isString()) {
                  throw JqError.of("Cannot index " + Json.type(value) + " with " + Json.type(k));
                }
                JsonNode part = Access.index(meter, value, k);
                Env bound = entry.slot() < 0 ? env : Name.assign(env, entry.slot(), part);
                Matcher pattern = entry.pattern();
                if (pattern == null) {
                  next(at + 1, bound, value, body);
                } else {
                  pattern.match(bound, part, e -> next(at + 1, e, value, body));
                }
              });
    }
  }
}
