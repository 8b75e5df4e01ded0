package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Literals, construction and operators: the codes that make new values. */
final class ValueCodes {
  private ValueCodes() {}

  static final class Literal extends Code.Single {
    final JsonNode value;

    Literal(JsonNode value) {
      this.value = value;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      return value;
    }

    @Override
    boolean ignoresInput() {
      return true;
    }
  }

  static final class ArrayOf extends Code.Single {
    final Code body;

    ArrayOf(Code body) {
      this.body = body;
    }

    @Override
    boolean ignoresInput() {
      return body.ignoresInput();
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      if (body instanceof Mapped loop) {
        return loop.collect(env, in);
      }
      Meter meter = env.meter;
      meter.array(0);
      List<JsonNode> items = new ArrayList<>();
      body.eval(
          env,
          in,
          null,
          (v, p) -> {
            meter.bytes(12);
            items.add(v);
          });
      return Json.array(items);
    }
  }

  static final class ObjectOf extends Code {
    private final Code[] keys;
    private final Code[] values;
    private final String @Nullable [] names;
    private final boolean single;

    ObjectOf(List<Code> keys, List<Code> values) {
      this.keys = keys.toArray(Code[]::new);
      this.values = values.toArray(Code[]::new);
      this.single = keys.stream().allMatch(Code::single) && values.stream().allMatch(Code::single);
      this.names = names(this.keys);
    }

    /** The keys where all are known beforehand. */
    private static String @Nullable [] names(Code[] keys) {
      String[] names = new String[keys.length];
      for (int i = 0; i < keys.length; i++) {
        if (!(keys[i] instanceof Literal l) || !l.value.isString()) {
          return null;
        }
        names[i] = l.value.stringValue();
      }
      return names;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      if (single) {
        out.accept(one(env, in), Path.none(path));
      } else {
        fill(0, new JsonNode[2 * keys.length], env, in, path, out);
      }
      return null;
    }

    private void fill(
        int at, JsonNode[] parts, Env env, JsonNode in, @Nullable Path path, Sink out) {
      if (at == keys.length) {
        env.meter.object(keys.length);
        Map<String, JsonNode> map = Json.newMap(keys.length);
        for (int i = 0; i < keys.length; i++) {
          map.put(parts[2 * i].stringValue(), parts[2 * i + 1]);
        }
        out.accept(Json.object(map), Path.none(path));
        return;
      }
      keys[at].eval(
          env,
          in,
          null,
          (k, p) -> {
            requireKey(k);
            values[at].eval(
                env,
                in,
                null,
                (v, q) -> {
                  parts[2 * at] = k;
                  parts[2 * at + 1] = v;
                  fill(at + 1, parts, env, in, path, out);
                });
          });
    }

    @Override
    boolean ignoresInput() {
      for (Code value : values) {
        if (!value.ignoresInput()) {
          return false;
        }
      }
      return true;
    }

    private static String requireKey(JsonNode k) {
      if (!k.isString()) {
        throw JqError.of("Object keys must be strings, not " + Json.describe(k));
      }
      return k.stringValue();
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      env.meter.object(keys.length);
      Map<String, JsonNode> map = Json.newMap(keys.length);
      String[] known = names;
      for (int i = 0; i < keys.length; i++) {
        String key = known == null ? requireKey(keys[i].one(env, in)) : known[i];
        map.put(key, values[i].one(env, in));
      }
      return Json.object(map);
    }
  }

  static final class Binary extends Code {
    private final Operators.Operator operator;
    private final Code left;
    private final Code right;
    private final boolean single;

    Binary(Operators.Operator operator, Code left, Code right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
      this.single = left.single() && right.single();
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      Path none = Path.none(path);
      if (single) {
        out.accept(one(env, in), none);
        return null;
      }
      right.eval(
          env,
          in,
          null,
          (b, p) ->
              left.eval(
                  env,
                  in,
                  null,
                  (a, q) -> {
                    env.meter.step();
                    out.accept(operator.apply(env.meter, a, b), none);
                  }));
      return null;
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      env.meter.step();
      JsonNode b = right.one(env, in);
      return operator.apply(env.meter, left.one(env, in), b);
    }
  }

  /** {@code . + value}, which a reduce may do in place. */
  static final class Append extends Code {
    private final Code value;

    Append(Code value) {
      this.value = value;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      value.eval(
          env, in, null, (v, p) -> out.accept(Operators.add(env.meter, in, v), Path.none(path)));
      return null;
    }

    @Override
    public boolean single() {
      return value.single();
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      env.meter.step();
      return Operators.add(env.meter, in, value.one(env, in));
    }

    @Override
    JsonNode fold(Env env, JsonNode state, Owned owned) {
      env.meter.step();
      JsonNode v = value.one(env, state);
      boolean inPlace = owned.is(state) && value.ignoresInput();
      if (inPlace && state instanceof ArrayNode a && v instanceof ArrayNode b) {
        env.meter.array(b.size());
        return a.addAll(b);
      }
      if (inPlace && state instanceof ObjectNode a && v instanceof ObjectNode b) {
        env.meter.object(b.size());
        return a.setAll(b);
      }
      JsonNode sum = Operators.add(env.meter, state, v);
      if (sum.isContainer() && sum != state && sum != v) {
        owned.set(sum);
      } else {
        owned.release();
      }
      return sum;
    }
  }

  static final class Negate extends Code {
    private final Code value;

    Negate(Code value) {
      this.value = value;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      value.eval(env, in, null, (v, p) -> out.accept(negate(v), Path.none(path)));
      return null;
    }

    static JsonNode negate(JsonNode v) {
      if (!v.isNumber()) {
        throw JqError.of(Json.describe(v) + " cannot be negated");
      }
      return Numbers.negate(v);
    }

    @Override
    public boolean single() {
      return value.single();
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      return negate(value.one(env, in));
    }
  }

  /** A string with holes, each passed through a format. */
  static final class Interpolation extends Code {
    /** Turns the value of a hole into text. */
    @FunctionalInterface
    interface Formatter {
      String format(Meter meter, JsonNode v);
    }

    private final String[] plain;
    private final Code[] holes;
    private final Formatter formatter;
    private final boolean single;

    /** The text before each hole and, last, the text after all of them. */
    Interpolation(List<String> plain, List<Code> holes, Formatter formatter) {
      this.plain = plain.toArray(String[]::new);
      this.holes = holes.toArray(Code[]::new);
      this.formatter = formatter;
      this.single = holes.stream().allMatch(Code::single);
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      if (single) {
        out.accept(one(env, in), Path.none(path));
      } else {
        fill(holes.length - 1, new String[holes.length], env, in, path, out);
      }
      return null;
    }

    private void fill(int at, String[] texts, Env env, JsonNode in, @Nullable Path path, Sink out) {
      if (at < 0) {
        out.accept(join(env.meter, texts), Path.none(path));
        return;
      }
      holes[at].eval(
          env,
          in,
          null,
          (v, p) -> {
            texts[at] = formatter.format(env.meter, v);
            fill(at - 1, texts, env, in, path, out);
          });
    }

    private JsonNode join(Meter meter, String[] texts) {
      long length = 0;
      for (String s : plain) {
        length += s.length();
      }
      for (String s : texts) {
        length += s.length();
      }
      meter.text(length);
      StringBuilder joined = new StringBuilder((int) length);
      for (int i = 0; i < texts.length; i++) {
        joined.append(plain[i]).append(texts[i]);
      }
      return Json.text(joined.append(plain[texts.length]).toString());
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      String[] texts = new String[holes.length];
      for (int i = holes.length - 1; i >= 0; i--) {
        texts[i] = formatter.format(env.meter, holes[i].one(env, in));
      }
      return join(env.meter, texts);
    }
  }
}
