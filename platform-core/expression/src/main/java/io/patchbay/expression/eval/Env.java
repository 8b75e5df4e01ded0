package io.patchbay.expression.eval;

import io.patchbay.expression.value.Meter;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The bindings around a piece of code, innermost first. A binding never changes, so code may be
 * entered again while it is running. What a binding holds (a value, several values, a closure or a
 * label) is known at compile time, and so is how far away it is.
 */
public final class Env {
  private static final int MAX_MADE = 64;
  public final Meter meter;
  final Env parent;
  final Object value;

  private Env(Meter meter, Env parent, Object value) {
    this.meter = meter;
    this.parent = parent;
    this.value = value;
  }

  private Env(Meter meter, Object value) {
    this.meter = meter;
    this.parent = this;
    this.value = value;
  }

  static Env root(Meter meter, JsonNode[] globals, InstantSource clock) {
    return new Env(meter, new Globals(globals, clock));
  }

  Env with(Object binding) {
    return new Env(meter, this, binding);
  }

  /** The same place with another binding: for patterns, which bind name after name. */
  Env replaced(Object binding) {
    return new Env(meter, parent, binding);
  }

  Env up(int hops) {
    Env env = this;
    for (int i = hops; i > 0; i--) {
      env = env.parent;
    }
    return env;
  }

  private Globals globals() {
    Env env = this;
    while (env.parent != env) {
      env = env.parent;
    }
    return (Globals) env.value;
  }

  JsonNode global(int index) {
    return globals().values[index];
  }

  public InstantSource clock() {
    return globals().clock;
  }

  /** Something worth making once in an evaluation: a regular expression. */
  public Object once(String key, Supplier<Object> make) {
    Globals globals = globals();
    Map<String, Object> made = globals.made == null ? new HashMap<>() : globals.made;
    globals.made = made;
    Object known = made.get(key);
    if (known == null) {
      known = make.get();
      if (made.size() < MAX_MADE) {
        made.put(key, known);
      }
    }
    return known;
  }

  private static final class Globals {
    final JsonNode[] values;
    final InstantSource clock;
    @Nullable Map<String, Object> made;

    Globals(JsonNode[] values, InstantSource clock) {
      this.values = values;
      this.clock = clock;
    }
  }
}
