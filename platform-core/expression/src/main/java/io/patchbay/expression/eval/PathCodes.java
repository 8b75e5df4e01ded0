package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Identity, access and iteration: the codes whose outputs are places of the input. */
final class PathCodes {
  private PathCodes() {}

  static final class Identity extends Code {
    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      out.accept(in, path);
      return null;
    }

    @Override
    public boolean single() {
      return true;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      return in;
    }

    @Override
    boolean borrows() {
      return true;
    }
  }

  /** One field or a chain of them: {@code .a.b.c} is one code. */
  static final class Field extends Code {
    private final Code term;
    private final String[] names;
    private final boolean single;

    private Field(Code term, String... names) {
      this.term = term;
      this.names = names;
      this.single = term.single();
    }

    static Code of(Code term, String name) {
      if (term instanceof Field f) {
        String[] names = Arrays.copyOf(f.names, f.names.length + 1);
        names[f.names.length] = name;
        return new Field(f.term, names);
      }
      Code field = new Field(term, name);
      return term instanceof Iterate i && i.term.single()
          ? new Mapped(i.term, new Field(new Identity(), name), field)
          : field;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      if (path == null && single) {
        out.accept(one(env, in), null);
      } else if (term instanceof Identity) {
        follow(env.meter, in, path, out);
      } else {
        term.eval(env, in, path, (v, p) -> follow(env.meter, v, p, out));
      }
      return null;
    }

    private void follow(Meter meter, JsonNode start, @Nullable Path path, Sink out) {
      JsonNode v = start;
      Path at = path;
      for (String name : names) {
        JsonNode next = Access.field(v, name);
        if (at != null) {
          at = Path.child(at, meter, v, StringNode.valueOf(name));
        }
        v = next;
      }
      out.accept(v, at);
    }

    @Override
    boolean ignoresInput() {
      return term.ignoresInput();
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      JsonNode v = term.one(env, in);
      for (String name : names) {
        v = Access.field(v, name);
      }
      return v;
    }

    @Override
    boolean borrows() {
      return term.borrows();
    }
  }

  static final class Index extends Code {
    private final Code term;
    private final Code key;
    private final boolean single;

    Index(Code term, Code key) {
      this.term = term;
      this.key = key;
      this.single = term.single() && key.single();
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      Meter meter = env.meter;
      key.eval(
          env,
          in,
          null,
          (k, x) ->
              term.eval(
                  env,
                  in,
                  path,
                  (v, p) -> out.accept(Access.index(meter, v, k), Path.child(p, meter, v, k))));
      return null;
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      JsonNode k = key.one(env, in);
      return Access.index(env.meter, term.one(env, in), k);
    }
  }

  static final class Slice extends Code {
    private final Code term;
    private final Code from;
    private final Code to;
    private final boolean single;

    Slice(Code term, Code from, Code to) {
      this.term = term;
      this.from = from;
      this.to = to;
      this.single = term.single() && from.single() && to.single();
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      Meter meter = env.meter;
      from.eval(
          env,
          in,
          null,
          (a, x) ->
              to.eval(
                  env,
                  in,
                  null,
                  (b, y) ->
                      term.eval(
                          env,
                          in,
                          path,
                          (v, p) ->
                              out.accept(
                                  Access.slice(meter, v, a, b),
                                  p == null ? null : Path.child(p, meter, v, key(meter, a, b))))));
      return null;
    }

    private static JsonNode key(Meter meter, JsonNode from, JsonNode to) {
      meter.object(2);
      return Json.object(Map.of("start", from, "end", to), "start", "end");
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      JsonNode a = from.one(env, in);
      JsonNode b = to.one(env, in);
      return Access.slice(env.meter, term.one(env, in), a, b);
    }
  }

  static final class Iterate extends Code {
    final Code term;

    Iterate(Code term) {
      this.term = term;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      if (term.single() && (path == null || term instanceof Identity)) {
        each(env.meter, term.one(env, in), path, out);
      } else {
        term.eval(env, in, path, (v, p) -> each(env.meter, v, p, out));
      }
      return null;
    }

    @Override
    boolean borrows() {
      return term.borrows();
    }
  }

  static void each(Meter meter, JsonNode v, @Nullable Path path, Sink out) {
    Path.requireIterable(path, meter, v);
    if (v.isArray()) {
      int size = v.size();
      for (int i = 0; i < size; i++) {
        meter.step();
        out.accept(
            Json.orNull(v.get(i)),
            path == null ? null : Path.child(path, meter, v, Numbers.of((long) i)));
      }
    } else if (v instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> e : object.properties()) {
        meter.step();
        out.accept(
            e.getValue(), path == null ? null : Path.child(path, meter, v, Json.text(e.getKey())));
      }
    } else {
      throw JqError.of("Cannot iterate over " + (v.isNull() ? "null" : Json.describe(v)));
    }
  }

  /** {@code ..}: the value, then everything in it, parents first. */
  static final class Descend extends Code {
    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      visit(env.meter, in, path, out);
      return null;
    }

    private static void visit(Meter meter, JsonNode v, @Nullable Path path, Sink out) {
      meter.step();
      out.accept(v, path);
      if (v.isContainer()) {
        meter.enter();
        each(meter, v, path, (child, p) -> visit(meter, child, p, out));
        meter.exit();
      }
    }

    @Override
    boolean borrows() {
      return true;
    }
  }
}
