package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Env;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Numbers;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

/** Numbers. */
final class MathFunctions {
  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.ofEntries(
          Map.entry("sqrt", Math::sqrt),
          Map.entry("cbrt", Math::cbrt),
          Map.entry("exp", Math::exp),
          Map.entry("exp2", x -> Math.pow(2, x)),
          Map.entry("exp10", x -> Math.pow(10, x)),
          Map.entry("pow10", x -> Math.pow(10, x)),
          Map.entry("expm1", Math::expm1),
          Map.entry("log", Math::log),
          Map.entry("log2", MathFunctions::log2),
          Map.entry("log10", Math::log10),
          Map.entry("log1p", Math::log1p),
          Map.entry("logb", x -> x == 0 ? Double.NEGATIVE_INFINITY : Math.getExponent(x)),
          Map.entry("sin", Math::sin),
          Map.entry("cos", Math::cos),
          Map.entry("tan", Math::tan),
          Map.entry("asin", Math::asin),
          Map.entry("acos", Math::acos),
          Map.entry("atan", Math::atan),
          Map.entry("sinh", Math::sinh),
          Map.entry("cosh", Math::cosh),
          Map.entry("tanh", Math::tanh),
          Map.entry("asinh", MathFunctions::asinh),
          Map.entry("acosh", x -> Math.log(x + Math.sqrt(x * x - 1))),
          Map.entry("atanh", x -> 0.5 * Math.log1p(2 * x / (1 - x))),
          Map.entry("fabs", Math::abs),
          Map.entry("rint", Math::rint),
          Map.entry("nearbyint", Math::rint),
          Map.entry("significand", MathFunctions::significand),
          Map.entry("tgamma", Gamma::gamma),
          Map.entry("lgamma", Gamma::logGamma),
          Map.entry("gamma", Gamma::logGamma));
  private static final Map<String, DoubleBinaryOperator> BINARY =
      Map.ofEntries(
          Map.entry("pow", Math::pow),
          Map.entry("atan2", Math::atan2),
          Map.entry("copysign", Math::copySign),
          Map.entry("drem", Math::IEEEremainder),
          Map.entry("remainder", Math::IEEEremainder),
          Map.entry("fmod", (x, y) -> x % y),
          Map.entry("fmin", MathFunctions::least),
          Map.entry("fmax", MathFunctions::greatest),
          Map.entry("fdim", (x, y) -> x > y ? x - y : 0),
          Map.entry("hypot", Math::hypot),
          Map.entry("nextafter", Math::nextAfter),
          Map.entry("nexttoward", Math::nextAfter),
          Map.entry("ldexp", MathFunctions::scale),
          Map.entry("scalb", MathFunctions::scale),
          Map.entry("scalbln", MathFunctions::scale));

  private MathFunctions() {}

  static void register(Registry r) {
    UNARY.forEach(
        (name, f) -> r.plain(name, (env, in) -> Numbers.of(f.applyAsDouble(number(name, in)))));
    BINARY.forEach(
        (name, f) ->
            r.value(
                name,
                2,
                (env, in, a) ->
                    Numbers.of(f.applyAsDouble(number(name, a[0]), number(name, a[1])))));
    r.value(
        "fma",
        3,
        (env, in, a) ->
            Numbers.of(Math.fma(number("fma", a[0]), number("fma", a[1]), number("fma", a[2]))));
    whole(r, "floor", Math::floor);
    whole(r, "ceil", Math::ceil);
    whole(r, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
    whole(r, "round", x -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x));
    r.plain("abs", MathFunctions::abs);
    r.plain("infinite", (env, in) -> DoubleNode.valueOf(Double.POSITIVE_INFINITY));
    r.plain("nan", (env, in) -> DoubleNode.valueOf(Double.NaN));
    r.plain("isinfinite", (env, in) -> Json.bool(Double.isInfinite(number("isinfinite", in))));
    r.plain("isnan", (env, in) -> Json.bool(Double.isNaN(number("isnan", in))));
    r.plain(
        "isfinite",
        (env, in) -> Json.bool(in.isNumber() && !Double.isInfinite(Numbers.toDouble(in))));
    r.plain("isnormal", (env, in) -> Json.bool(isNormal(number("isnormal", in))));
    r.plain("frexp", MathFunctions::frexp);
    r.plain("modf", MathFunctions::modf);
    r.plain(
        "lgamma_r",
        (env, in) -> {
          double x = number("lgamma_r", in);
          double sign = x < 0 && Math.floor(x) % 2 != 0 ? -1 : 1;
          return Json.array(Numbers.of(Gamma.logGamma(x)), Numbers.of(sign));
        });
  }

  /** Integers are their own rounding, whatever their size. */
  private static void whole(Registry r, String name, DoubleUnaryOperator f) {
    r.plain(
        name, (env, in) -> Numbers.isLong(in) ? in : Numbers.of(f.applyAsDouble(number(name, in))));
  }

  private static double number(String name, JsonNode v) {
    if (!v.isNumber()) {
      throw JqError.of(Json.describe(v) + " number required");
    }
    return Numbers.toDouble(v);
  }

  private static JsonNode abs(Env env, JsonNode in) {
    if (!in.isNumber()) {
      throw JqError.of(Json.describe(in) + " has no absolute value");
    }
    return Numbers.toDouble(in) < 0 ? Numbers.negate(in) : in;
  }

  private static double log2(double x) {
    int exponent = Math.getExponent(x);
    if (x > 0 && x == Math.scalb(1.0, exponent)) {
      return exponent;
    }
    return Math.log(x) / Math.log(2);
  }

  private static double asinh(double x) {
    return Math.copySign(Math.log(Math.abs(x) + Math.sqrt(x * x + 1)), x);
  }

  private static double significand(double x) {
    return x == 0 || !Double.isFinite(x) ? x : x / Math.scalb(1.0, Math.getExponent(x));
  }

  private static double scale(double x, double y) {
    return Math.scalb(x, (int) Math.max(-10_000, Math.min(10_000, y)));
  }

  private static double least(double x, double y) {
    return Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y);
  }

  private static double greatest(double x, double y) {
    return Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y);
  }

  private static boolean isNormal(double x) {
    return Double.isFinite(x) && Math.abs(x) >= Double.MIN_NORMAL;
  }

  private static JsonNode frexp(Env env, JsonNode in) {
    double x = number("frexp", in);
    env.meter.array(2);
    if (x == 0 || !Double.isFinite(x)) {
      return Json.array(Numbers.of(x), Numbers.of(0L));
    }
    int exponent = Math.getExponent(x) + 1;
    double mantissa = Math.scalb(x, -exponent);
    if (Math.abs(x) < Double.MIN_NORMAL) {
      double scaled = x * 0x1p54;
      exponent = Math.getExponent(scaled) + 1;
      mantissa = Math.scalb(scaled, -exponent);
      exponent -= 54;
    }
    return Json.array(Numbers.of(mantissa), Numbers.of((long) exponent));
  }

  private static JsonNode modf(Env env, JsonNode in) {
    double x = number("modf", in);
    env.meter.array(2);
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    double rest = Double.isInfinite(x) ? Math.copySign(0, x) : x - whole;
    return Json.array(Numbers.of(rest), Numbers.of(whole));
  }
}
