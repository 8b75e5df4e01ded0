package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Env;
import io.patchbay.expression.eval.Operators;
import io.patchbay.expression.eval.PathIteration;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.JsonWriter;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import io.patchbay.expression.value.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import tools.jackson.databind.JsonNode;

/** Strings. */
final class StringFunctions {
  private StringFunctions() {}

  static void register(Registry r) {
    r.plain("utf8bytelength", StringFunctions::utf8Length);
    r.value("startswith", 1, (env, in, a) -> Json.bool(ends(env.meter, in, a[0], true)));
    r.value("endswith", 1, (env, in, a) -> Json.bool(ends(env.meter, in, a[0], false)));
    r.value("ltrimstr", 1, (env, in, a) -> cut(env, in, a[0], true, false));
    r.value("rtrimstr", 1, (env, in, a) -> cut(env, in, a[0], false, true));
    r.value("trimstr", 1, (env, in, a) -> cut(env, in, a[0], true, true));
    r.plain("trim", (env, in) -> trim(env, in, true, true));
    r.plain("ltrim", (env, in) -> trim(env, in, true, false));
    r.plain("rtrim", (env, in) -> trim(env, in, false, true));
    r.plain("explode", StringFunctions::explode);
    r.plain("implode", StringFunctions::implode);
    r.value("split", 1, StringFunctions::split);
    r.value("join", 1, StringFunctions::join);
    r.plain("ascii_downcase", (env, in) -> map(env, in, c -> c >= 'A' && c <= 'Z' ? c + 32 : c));
    r.plain("ascii_upcase", (env, in) -> map(env, in, c -> c >= 'a' && c <= 'z' ? c - 32 : c));
    r.value(
        "format",
        1,
        (env, in, a) -> {
          if (!a[0].isString() || !Formats.NAMES.contains(a[0].stringValue())) {
            throw JqError.of(
                (a[0].isString() ? Text.shortened(a[0].stringValue()) : Json.describe(a[0]))
                    + " is not a valid format");
          }
          return Json.text(Formats.apply(env.meter, a[0].stringValue(), in));
        });
  }

  private static JsonNode utf8Length(Env env, JsonNode in) {
    if (!in.isString()) {
      throw JqError.of(Json.describe(in) + " only strings have UTF-8 byte length");
    }
    String s = in.stringValue();
    env.meter.steps(s.length() >> 4);
    long bytes = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return Numbers.of(bytes);
  }

  private static boolean ends(Meter meter, JsonNode in, JsonNode part, boolean start) {
    if (!in.isString() || !part.isString()) {
      throw JqError.of((start ? "startswith" : "endswith") + "() requires string inputs");
    }
    meter.steps(part.stringValue().length() >> 6);
    return start
        ? in.stringValue().startsWith(part.stringValue())
        : in.stringValue().endsWith(part.stringValue());
  }

  private static JsonNode cut(Env env, JsonNode in, JsonNode part, boolean left, boolean right) {
    if (!in.isString() || !part.isString()) {
      throw JqError.of((left ? "startswith" : "endswith") + "() requires string inputs");
    }
    int from = left && ends(env.meter, in, part, true) ? part.stringValue().length() : 0;
    String s = in.stringValue();
    int to = s.length();
    if (right && ends(env.meter, in, part, false)) {
      to -= part.stringValue().length();
    }
    if (from == 0 && to == s.length()) {
      return in;
    }
    env.meter.text(s.length());
    return Json.text(from >= to ? "" : s.substring(from, to));
  }

  private static JsonNode trim(Env env, JsonNode in, boolean left, boolean right) {
    if (!in.isString()) {
      throw JqError.of("trim input must be a string");
    }
    String s = in.stringValue();
    env.meter.text(s.length());
    int from = 0;
    int to = s.length();
    while (left && from < to && isSpace(s.charAt(from))) {
      from++;
    }
    while (right && from < to && isSpace(s.charAt(to - 1))) {
      to--;
    }
    return from == 0 && to == s.length() ? in : Json.text(s.substring(from, to));
  }

  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  private static JsonNode explode(Env env, JsonNode in) {
    if (!in.isString()) {
      throw JqError.of("explode input must be a string");
    }
    String s = in.stringValue();
    env.meter.array(3L * s.length());
    List<JsonNode> points = new ArrayList<>(s.length());
    s.codePoints().forEach(c -> points.add(Numbers.of((long) c)));
    return Json.array(points);
  }

  private static JsonNode implode(Env env, JsonNode in) {
    if (!in.isArray()) {
      throw JqError.of("implode input must be an array");
    }
    env.meter.text(2L * in.size());
    env.meter.steps(in.size());
    StringBuilder out = new StringBuilder(in.size());
    for (int i = 0; i < in.size(); i++) {
      JsonNode point = in.get(i);
      if (!point.isNumber() || Double.isNaN(Numbers.toDouble(point))) {
        throw JqError.of(
            Json.describe(point) + " can't be imploded, unicode codepoint needs to be numeric");
      }
      long c = Numbers.toLong(point);
      boolean valid = c >= 0 && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
      out.appendCodePoint(valid ? (int) c : 0xfffd);
    }
    return Json.text(out.toString());
  }

  private static JsonNode split(Env env, JsonNode in, JsonNode[] a) {
    if (!in.isString() || !a[0].isString()) {
      throw JqError.of("split input and separator must be strings");
    }
    return Operators.split(env.meter, in.stringValue(), a[0].stringValue());
  }

  private static JsonNode join(Env env, JsonNode in, JsonNode[] a) {
    Meter meter = env.meter;
    StringBuilder out = new StringBuilder();
    boolean[] first = {true};
    PathIteration.each(
        meter,
        in,
        (v, p) -> {
          if (!first[0]) {
            append(meter, out, a[0]);
          }
          first[0] = false;
          append(meter, out, v);
        });
    return Json.text(out.toString());
  }

  private static void append(Meter meter, StringBuilder out, JsonNode v) {
    if (v.isContainer()) {
      String before = out.length() > 20 ? out.substring(0, 20) : out.toString();
      throw JqError.of(
          Json.describe(Json.text(before)) + " and " + Json.describe(v) + " cannot be added");
    }
    if (!v.isNull()) {
      String s = v.isString() ? v.stringValue() : JsonWriter.write(meter, v);
      meter.text(s.length());
      out.append(s);
    }
  }

  private static JsonNode map(Env env, JsonNode in, IntUnaryOperator change) {
    if (!in.isString()) {
      throw JqError.of("explode input must be a string");
    }
    String s = in.stringValue();
    env.meter.text(s.length());
    char[] chars = s.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) change.applyAsInt(chars[i]);
    }
    return Json.text(new String(chars));
  }

  static byte[] utf8(Meter meter, String s) {
    meter.bytes(3L * s.length() + 16);
    meter.steps(s.length() >> 5);
    return s.getBytes(StandardCharsets.UTF_8);
  }
}
