package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Env;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Numbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Dates: seconds since 1970, or broken down as [year, month from 0, day, hours, minutes, seconds,
 * day of the week from Sunday, day of the year from 0]. The local time zone is UTC.
 */
final class DateFunctions {
  private DateFunctions() {}

  static void register(Registry r) {
    r.plain("now", DateFunctions::now);
    r.plain("gmtime", (env, in) -> breakDown(env, in, "gmtime"));
    r.plain("localtime", (env, in) -> breakDown(env, in, "localtime"));
    r.plain("mktime", (env, in) -> seconds(in));
    r.plain("timegm", (env, in) -> seconds(in));
    r.value("strftime", 1, (env, in, a) -> format(env, in, a[0], "strftime"));
    r.value("strflocaltime", 1, (env, in, a) -> format(env, in, a[0], "strflocaltime"));
    r.value("strptime", 1, DateFunctions::parse);
  }

  private static JsonNode now(Env env, JsonNode in) {
    Instant now = env.clock().instant();
    return Numbers.of(now.getEpochSecond() + now.getNano() / 1e9);
  }

  private static LocalDateTime fromSeconds(double seconds, String function) {
    try {
      return LocalDateTime.ofEpochSecond((long) Math.floor(seconds), 0, ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw JqError.of("error converting number of seconds since epoch to datetime in " + function);
    }
  }

  private static JsonNode breakDown(Env env, JsonNode in, String function) {
    if (!in.isNumber()) {
      throw JqError.of(function + "() requires a number");
    }
    double seconds = Numbers.toDouble(in);
    LocalDateTime t = fromSeconds(seconds, function);
    double fraction = seconds - Math.floor(seconds);
    return brokenDown(env, t, t.getSecond() + fraction);
  }

  static JsonNode brokenDown(Env env, LocalDateTime t, double seconds) {
    env.meter.array(8);
    List<JsonNode> parts = new ArrayList<>(8);
    parts.add(Json.number(t.getYear()));
    parts.add(Json.number(t.getMonthValue() - 1L));
    parts.add(Json.number(t.getDayOfMonth()));
    parts.add(Json.number(t.getHour()));
    parts.add(Json.number(t.getMinute()));
    parts.add(Numbers.of(seconds));
    parts.add(Json.number(t.getDayOfWeek().getValue() % 7));
    parts.add(Json.number(t.getDayOfYear() - 1L));
    return Json.array(parts);
  }

  /** A date from its parts; parts out of range carry over, as mktime does in C. */
  private static LocalDateTime fromParts(JsonNode in, String function) {
    if (!in.isArray()) {
      throw JqError.of(function + " requires array inputs");
    }
    if (in.size() < 3) {
      throw JqError.of(function + " requires array of 6 numbers");
    }
    long[] parts = new long[6];
    for (int i = 0; i < Math.min(6, in.size()); i++) {
      if (!in.get(i).isNumber()) {
        throw JqError.of(function + " requires parsed datetime inputs");
      }
      parts[i] = (long) Math.floor(Numbers.toDouble(in.get(i)));
    }
    try {
      return LocalDateTime.of(Math.toIntExact(parts[0]), 1, 1, 0, 0)
          .plusMonths(parts[1])
          .plusDays(parts[2] - 1)
          .plusHours(parts[3])
          .plusMinutes(parts[4])
          .plusSeconds(parts[5]);
    } catch (DateTimeException | ArithmeticException _) {
      throw JqError.of("invalid gmtime representation");
    }
  }

  private static JsonNode seconds(JsonNode in) {
    return Numbers.of(fromParts(in, "mktime").toEpochSecond(ZoneOffset.UTC));
  }

  private static JsonNode format(Env env, JsonNode in, JsonNode format, String function) {
    LocalDateTime t;
    if (in.isNumber()) {
      t = fromSeconds(Numbers.toDouble(in), function);
    } else if (in.isArray()) {
      t = fromParts(in, function + "/1");
    } else {
      throw JqError.of(function + "/1 requires parsed datetime inputs");
    }
    if (!format.isString()) {
      throw JqError.of(function + "/1 requires a string format");
    }
    env.meter.text(16L * format.stringValue().length());
    try {
      return Json.text(DateText.format(t, format.stringValue()));
    } catch (DateTimeException | ArithmeticException _) {
      throw JqError.of(function + "/1: the date is too far away for its format");
    }
  }

  private static JsonNode parse(Env env, JsonNode in, JsonNode[] a) {
    if (!in.isString()) {
      throw JqError.of("strptime/1 requires string inputs and arguments");
    }
    if (!a[0].isString()) {
      throw JqError.of("strptime/1 requires string inputs and arguments");
    }
    env.meter.steps(a[0].stringValue().length() + (in.stringValue().length() >> 5));
    LocalDateTime t = DateReader.read(in.stringValue(), a[0].stringValue());
    return brokenDown(env, t, t.getSecond());
  }
}
