package io.patchbay.expression.builtin;

import com.google.re2j.Matcher;
import io.patchbay.expression.eval.Code;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.eval.FormCode;
import io.patchbay.expression.eval.Path;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Regular expressions. Offsets and lengths are counted in code points. */
final class RegexFunctions {
  private RegexFunctions() {}

  static void register(Registry r) {
    r.value("test", 1, (env, in, a) -> test(env, in, first(a[0]), second(a[0])));
    r.value("test", 2, (env, in, a) -> test(env, in, a[0], a[1]));
    r.form("match", 1, a -> matches(a.getFirst(), null));
    r.form("match", 2, a -> matches(a.getFirst(), a.getLast()));
    r.form("capture", 2, a -> captures(a.getFirst(), a.getLast()));
    r.form("scan", 2, a -> scans(a.getFirst(), a.getLast()));
    r.form("splits", 2, a -> splits(a.getFirst(), a.getLast()));
    r.value("split", 2, (env, in, a) -> Json.array(env.meter, split(env, in, a[0], a[1])));
    r.form("sub", 3, RegexFunctions::substitute);
  }

  private static JsonNode first(JsonNode v) {
    return v.isArray() ? Json.orNull(v.get(0)) : v;
  }

  private static JsonNode second(JsonNode v) {
    return v.isArray() ? Json.orNull(v.get(1)) : Json.NULL;
  }

  private static String text(JsonNode in) {
    return Json.requireText(in, "cannot be matched, as it is not a string");
  }

  private static JsonNode test(Env env, JsonNode in, JsonNode re, JsonNode flags) {
    boolean[] found = new boolean[1];
    String s = text(in);
    Regex.of(env, re, flags)
        .find(
            env.meter,
            s,
            true,
            m -> {
              found[0] = true;
              return false;
            });
    return Json.bool(found[0]);
  }

  /** What to do with the regular expression for each combination of the arguments. */
  private interface Use {
    void with(JsonNode re, JsonNode flags);
  }

  private static void each(Code re, @Nullable Code flags, Env env, JsonNode in, Use use) {
    re.eval(
        env,
        in,
        null,
        (r, p) -> {
          if (flags == null) {
            use.with(first(r), second(r));
          } else {
            flags.eval(env, in, null, (f, q) -> use.with(first(r), r.isArray() ? second(r) : f));
          }
        });
  }

  private static FormCode.Body matches(Code re, @Nullable Code flags) {
    return (env, in, path, out) ->
        each(
            re,
            flags,
            env,
            in,
            (r, f) -> {
              String s = text(in);
              Regex regex = Regex.of(env, r, f);
              Positions positions = new Positions(s);
              List<JsonNode> found = new ArrayList<>();
              regex.find(
                  env.meter,
                  s,
                  regex.global,
                  m -> {
                    found.add(match(env.meter, regex, m, positions));
                    return true;
                  });
              found.forEach(v -> out.accept(v, Path.none(path)));
            });
  }

  private static JsonNode match(Meter meter, Regex regex, Matcher m, Positions positions) {
    List<JsonNode> captures = new ArrayList<>(m.groupCount());
    meter.array(m.groupCount());
    for (int g = 1; g <= m.groupCount(); g++) {
      Map<String, JsonNode> capture = place(meter, m, g, positions);
      capture.put("name", regex.name(g).isEmpty() ? Json.NULL : Json.text(regex.name(g)));
      captures.add(Json.object(capture));
    }
    Map<String, JsonNode> match = place(meter, m, 0, positions);
    match.put("captures", Json.array(captures));
    return Json.object(match);
  }

  private static Map<String, JsonNode> place(Meter meter, Matcher m, int g, Positions positions) {
    meter.object(4);
    Map<String, JsonNode> map = Json.newMap(4);
    int start = m.start(g);
    if (start < 0) {
      map.put("offset", Numbers.of(-1L));
      map.put("length", Numbers.of(0L));
      map.put("string", Json.NULL);
      return map;
    }
    meter.text(m.end(g) - start);
    int offset = positions.at(start);
    map.put("offset", Numbers.of((long) offset));
    map.put("length", Numbers.of((long) positions.text.codePointCount(start, m.end(g))));
    map.put("string", Json.text(m.group(g)));
    return map;
  }

  /** Code points before an index; asked for in almost ascending order. */
  private static final class Positions {
    final String text;
    private int index;
    private int points;

    Positions(String text) {
      this.text = text;
    }

    int at(int wanted) {
      if (wanted >= index) {
        points += text.codePointCount(index, wanted);
      } else {
        points -= text.codePointCount(wanted, index);
      }
      index = wanted;
      return points;
    }
  }

  private static JsonNode named(Meter meter, Regex regex, Matcher m) {
    Map<String, JsonNode> map = Json.newMap(m.groupCount());
    meter.object(m.groupCount());
    for (int g = 1; g <= m.groupCount(); g++) {
      if (!regex.name(g).isEmpty()) {
        map.put(regex.name(g), group(meter, m, g));
      }
    }
    return Json.object(map);
  }

  private static JsonNode group(Meter meter, Matcher m, int g) {
    if (m.start(g) < 0) {
      return Json.NULL;
    }
    meter.text(m.end(g) - m.start(g));
    return Json.text(m.group(g));
  }

  private static FormCode.Body captures(Code re, Code flags) {
    return (env, in, path, out) ->
        each(
            re,
            flags,
            env,
            in,
            (r, f) -> {
              String s = text(in);
              Regex regex = Regex.of(env, r, f);
              regex.find(
                  env.meter,
                  s,
                  regex.global,
                  m -> {
                    out.accept(named(env.meter, regex, m), Path.none(path));
                    return true;
                  });
            });
  }

  private static FormCode.Body scans(Code re, Code flags) {
    return (env, in, path, out) ->
        each(
            re,
            flags,
            env,
            in,
            (r, f) -> {
              String s = text(in);
              Regex regex = Regex.of(env, r, f);
              regex.find(
                  env.meter,
                  s,
                  true,
                  m -> {
                    if (m.groupCount() == 0) {
                      out.accept(group(env.meter, m, 0), Path.none(path));
                    } else {
                      List<JsonNode> groups = new ArrayList<>(m.groupCount());
                      for (int g = 1; g <= m.groupCount(); g++) {
                        groups.add(group(env.meter, m, g));
                      }
                      out.accept(Json.array(env.meter, groups), Path.none(path));
                    }
                    return true;
                  });
            });
  }

  private static FormCode.Body splits(Code re, Code flags) {
    return (env, in, path, out) ->
        each(
            re,
            flags,
            env,
            in,
            (r, f) -> split(env, in, r, f).forEach(part -> out.accept(part, Path.none(path))));
  }

  private static List<JsonNode> split(Env env, JsonNode in, JsonNode re, JsonNode flags) {
    String s = text(in);
    Meter meter = env.meter;
    List<JsonNode> parts = new ArrayList<>();
    int[] previous = {0};
    Regex.of(env, re, flags)
        .find(
            meter,
            s,
            true,
            m -> {
              meter.text(m.start() - previous[0]);
              parts.add(Json.text(s.substring(previous[0], m.start())));
              previous[0] = m.end();
              return true;
            });
    meter.text(s.length() - previous[0]);
    parts.add(Json.text(s.substring(previous[0])));
    return parts;
  }

  /** One output for each output of the replacement: the n-th takes the n-th of every match. */
  private static FormCode.Body substitute(List<Code> a) {
    return (env, in, path, out) ->
        each(
            a.getFirst(),
            a.getLast(),
            env,
            in,
            (r, f) -> {
              String s = text(in);
              Meter meter = env.meter;
              Regex regex = Regex.of(env, r, f);
              List<StringBuilder> results = new ArrayList<>();
              int[] previous = {0};
              boolean[] any = new boolean[1];
              regex.find(
                  meter,
                  s,
                  regex.global,
                  m -> {
                    any[0] = true;
                    int start = m.start();
                    int end = m.end();
                    int[] n = {0};
                    a.get(1)
                        .eval(
                            env,
                            named(meter, regex, m),
                            null,
                            (v, p) -> {
                              if (!v.isString()) {
                                throw JqError.of(
                                    Json.describe(in)
                                        + " cannot be substituted with "
                                        + Json.describe(v)
                                        + ": it is not a string");
                              }
                              if (n[0] == results.size()) {
                                results.add(new StringBuilder());
                              }
                              meter.text((long) start - previous[0] + v.stringValue().length());
                              results
                                  .get(n[0]++)
                                  .append(s, previous[0], start)
                                  .append(v.stringValue());
                            });
                    previous[0] = end;
                    return true;
                  });
              if (!any[0]) {
                out.accept(in, Path.none(path));
                return;
              }
              for (StringBuilder result : results) {
                meter.text((long) result.length() + s.length() - previous[0]);
                out.accept(
                    Json.text(result.append(s, previous[0], s.length()).toString()),
                    Path.none(path));
              }
            });
  }
}
