package io.patchbay.expression.builtin;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.JsonReader;
import io.patchbay.expression.value.JsonWriter;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Numbers;
import io.patchbay.expression.value.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

/** Types, conversions between them, and JSON as text. */
final class TypeFunctions {
  private static final int MAX_NUMBER = 1000;

  private TypeFunctions() {}

  static void register(Registry r) {
    r.plain("type", (env, in) -> Json.text(Json.type(in)));
    r.plain("length", (env, in) -> length(env.meter, in));
    r.plain("tojson", (env, in) -> Json.text(JsonWriter.write(env.meter, in)));
    r.plain("fromjson", (env, in) -> fromJson(env.meter, in));
    r.plain(
        "tostring", (env, in) -> in.isString() ? in : Json.text(JsonWriter.write(env.meter, in)));
    r.plain("tonumber", (env, in) -> toNumber(in));
    r.plain("toboolean", (env, in) -> toBoolean(in));
    r.plain("have_decnum", (env, in) -> Json.TRUE);
    r.plain("have_literal_numbers", (env, in) -> Json.TRUE);
  }

  private static JsonNode length(Meter meter, JsonNode in) {
    return switch (in.getNodeType()) {
      case NULL, MISSING -> Json.number(0);
      case NUMBER ->
          Numbers.isLong(in) && in.longValue() >= 0
              ? in
              : Numbers.of(Math.abs(Numbers.toDouble(in)));
      case STRING, BINARY, POJO -> {
        String s = in.asString();
        meter.steps(s.length() >> 5);
        yield Json.number(Text.length(s));
      }
      case ARRAY, OBJECT -> Json.number(in.size());
      case BOOLEAN -> throw JqError.of(Json.describe(in) + " has no length");
    };
  }

  private static JsonNode fromJson(Meter meter, JsonNode in) {
    if (!in.isString()) {
      throw JqError.of(Json.describe(in) + " cannot be parsed as JSON: it is not a string");
    }
    return JsonReader.read(meter, in.stringValue());
  }

  private static JsonNode toNumber(JsonNode in) {
    if (in.isNumber()) {
      return in;
    }
    if (!in.isString()) {
      throw JqError.of(Json.describe(in) + " cannot be parsed as a number");
    }
    String s = in.stringValue();
    if (s.equals("nan")) {
      return DoubleNode.valueOf(Double.NaN);
    }
    if (s.length() > MAX_NUMBER || !isNumeral(s)) {
      throw JqError.of(Json.describe(in) + " cannot be parsed as a number");
    }
    return Numbers.parse(s);
  }

  private static boolean isNumeral(String s) {
    int i = s.startsWith("-") || s.startsWith("+") ? 1 : 0;
    int start = i;
    i = digits(s, i);
    int count = i - start;
    if (i < s.length() && s.charAt(i) == '.') {
      int fraction = digits(s, i + 1);
      count += fraction - i - 1;
      i = fraction;
    }
    if (count == 0) {
      return false;
    }
    if (i < s.length() && (s.charAt(i) == 'e' || s.charAt(i) == 'E')) {
      i++;
      if (i < s.length() && (s.charAt(i) == '-' || s.charAt(i) == '+')) {
        i++;
      }
      int exponent = digits(s, i);
      if (exponent == i) {
        return false;
      }
      i = exponent;
    }
    return i == s.length();
  }

  private static int digits(String s, int from) {
    int i = from;
    while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static JsonNode toBoolean(JsonNode in) {
    if (in.isBoolean()) {
      return in;
    }
    if (in.isString()) {
      switch (in.stringValue()) {
        case "true" -> {
          return Json.TRUE;
        }
        case "false" -> {
          return Json.FALSE;
        }
        default -> {}
      }
    }
    throw JqError.of(Json.describe(in) + " cannot be parsed as a boolean");
  }
}
