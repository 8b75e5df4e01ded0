package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.AddCode;
import io.patchbay.expression.eval.Code;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.eval.FormCode;
import io.patchbay.expression.eval.Path;
import io.patchbay.expression.eval.PathIteration;
import io.patchbay.expression.eval.Signals;
import io.patchbay.expression.eval.Sink;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Functions about how many outputs there are. */
final class ControlFunctions {
  private ControlFunctions() {}

  static void register(Registry r) {
    r.form("empty", 0, a -> (env, in, path, out) -> {});
    r.form(
        "error",
        0,
        a ->
            (env, in, path, out) -> {
              throw JqError.raise(in);
            });
    r.form(
        "error",
        1,
        a ->
            (env, in, path, out) ->
                a.getFirst()
                    .eval(
                        env,
                        in,
                        null,
                        (v, p) -> {
                          throw JqError.raise(v);
                        }));
    r.plain("not", (env, in) -> Json.bool(!Json.truthy(in)));
    r.form("select", 1, a -> select(a.getFirst()));
    r.form("first", 1, a -> (env, in, path, out) -> limit(1, a.getFirst(), env, in, path, out));
    r.form("last", 1, a -> last(a.getFirst()));
    r.form(
        "limit",
        2,
        a ->
            (env, in, path, out) ->
                a.getFirst()
                    .eval(
                        env,
                        in,
                        null,
                        (n, p) -> limit(count("limit", n), a.getLast(), env, in, path, out)));
    r.form(
        "skip",
        2,
        a ->
            (env, in, path, out) ->
                a.getFirst()
                    .eval(
                        env,
                        in,
                        null,
                        (n, p) -> skip(count("skip", n), a.getLast(), env, in, path, out)));
    r.form("nth", 2, ControlFunctions::nth);
    r.folding("isempty", (env, in, f) -> Json.bool(!outputs(f, env, in)));
    r.form("range", 1, a -> range(null, a.getFirst(), null));
    r.form("range", 2, a -> range(a.getFirst(), a.getLast(), null));
    r.form("range", 3, a -> range(a.getFirst(), a.get(1), a.getLast()));
    r.plain("any", (env, in) -> Json.bool(decided(PathIteration.each(), null, env, in, true)));
    r.plain("all", (env, in) -> Json.bool(!decided(PathIteration.each(), null, env, in, false)));
    r.folding("any", (env, in, f) -> Json.bool(decided(PathIteration.each(), f, env, in, true)));
    r.folding("all", (env, in, f) -> Json.bool(!decided(PathIteration.each(), f, env, in, false)));
    r.form("any", 2, a -> decide(a, true));
    r.form("all", 2, a -> decide(a, false));
    r.put("add", 0, a -> AddCode.ofElements());
    r.put("add", 1, a -> AddCode.of(a.getFirst()));
    r.put("map", 1, a -> PathIteration.map(a.getFirst()));
    r.form(
        "walk",
        1,
        a ->
            (env, in, path, out) ->
                Walk.each(a.getFirst(), env, in, (v, p) -> out.accept(v, Path.none(path))));
  }

  private static FormCode.Body select(Code condition) {
    return (env, in, path, out) ->
        condition.eval(
            env,
            in,
            null,
            (c, p) -> {
              if (Json.truthy(c)) {
                out.accept(in, path);
              }
            });
  }

  private static long count(String name, JsonNode n) {
    double count = Numbers.require(n, "cannot be the count of " + name);
    if (count < 0) {
      throw JqError.of(name + " doesn't support negative count");
    }
    return (long) Math.ceil(count);
  }

  private static void limit(long n, Code f, Env env, JsonNode in, @Nullable Path path, Sink out) {
    if (n <= 0) {
      return;
    }
    long[] left = {n};
    Object label = new Object();
    Signals.broken(
        env,
        label,
        () ->
            f.eval(
                env,
                in,
                path,
                (v, p) -> {
                  left[0]--;
                  out.accept(v, p);
                  if (left[0] <= 0) {
                    throw new Signals.Break(label);
                  }
                }));
  }

  private static void skip(long n, Code f, Env env, JsonNode in, @Nullable Path path, Sink out) {
    long[] left = {n};
    f.eval(
        env,
        in,
        path,
        (v, p) -> {
          if (left[0] > 0) {
            left[0]--;
          } else {
            out.accept(v, p);
          }
        });
  }

  private static FormCode.Body nth(List<Code> a) {
    return (env, in, path, out) ->
        a.getFirst()
            .eval(
                env,
                in,
                null,
                (n, p) -> {
                  double index = Numbers.require(n, "cannot be the index of nth");
                  if (index < 0) {
                    throw JqError.of("nth doesn't support negative indices");
                  }
                  long wanted = (long) index;
                  limit(
                      1,
                      new FormCode((e, i, pp, o) -> skip(wanted, a.getLast(), e, i, pp, o)),
                      env,
                      in,
                      path,
                      out);
                });
  }

  private static FormCode.Body last(Code f) {
    return (env, in, path, out) -> {
      JsonNode[] value = new JsonNode[1];
      Path[] at = new Path[1];
      f.eval(
          env,
          in,
          path,
          (v, p) -> {
            value[0] = v;
            if (p != null) {
              at[0] = p;
            }
          });
      if (value[0] != null) {
        out.accept(value[0], path == null ? null : at[0]);
      }
    };
  }

  private static boolean outputs(Code f, Env env, JsonNode in) {
    Object label = new Object();
    return Signals.broken(
        env,
        label,
        () ->
            f.eval(
                env,
                in,
                null,
                (v, p) -> {
                  throw new Signals.Break(label);
                }));
  }

  private static FormCode.Body decide(List<Code> a, boolean wanted) {
    return (env, in, path, out) ->
        out.accept(
            Json.bool(decided(a.getFirst(), a.getLast(), env, in, wanted) == wanted),
            Path.none(path));
  }

  /** Whether some output of the generator meets the condition with {@code wanted}. */
  private static boolean decided(
      Code generator, @Nullable Code condition, Env env, JsonNode in, boolean wanted) {
    Object label = new Object();
    Sink test =
        (c, p) -> {
          if (Json.truthy(c) == wanted) {
            throw new Signals.Break(label);
          }
        };
    return Signals.broken(
        env,
        label,
        () ->
            generator.eval(
                env,
                in,
                null,
                condition == null ? test : (v, p) -> condition.eval(env, v, null, test)));
  }

  private static FormCode.Body range(@Nullable Code from, Code to, @Nullable Code by) {
    return (env, in, path, out) -> {
      Path none = Path.none(path);
      Sink withFrom =
          (a, p) ->
              to.eval(
                  env,
                  in,
                  null,
                  (b, q) -> {
                    if (by == null) {
                      count(env, a, b, Numbers.of(1L), none, out);
                    } else {
                      by.eval(env, in, null, (c, x) -> count(env, a, b, c, none, out));
                    }
                  });
      if (from == null) {
        withFrom.accept(Numbers.of(0L), null);
      } else {
        from.eval(env, in, null, withFrom);
      }
    };
  }

  private static void count(
      Env env, JsonNode from, JsonNode to, JsonNode by, @Nullable Path none, Sink out) {
    if (!from.isNumber() || !to.isNumber() || !by.isNumber()) {
      throw JqError.of("Range bounds must be numeric");
    }
    double end = Numbers.toDouble(to);
    double step = Numbers.toDouble(by);
    double v = Numbers.toDouble(from);
    if (step > 0) {
      for (; v < end; v += step) {
        env.meter.step();
        out.accept(Numbers.of(v), none);
      }
    } else if (step < 0) {
      for (; v > end; v += step) {
        env.meter.step();
        out.accept(Numbers.of(v), none);
      }
    }
  }
}
