package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Code;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import io.patchbay.expression.value.Ordering;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sorting, grouping and extremes. All sorts are stable. */
final class SortFunctions {
  private SortFunctions() {}

  private record Keyed(JsonNode key, JsonNode value) {}

  static void register(Registry r) {
    r.plain("sort", (env, in) -> values(env.meter, sorted(env, in, null, "sorted")));
    r.folding("sort_by", (env, in, f) -> values(env.meter, sorted(env, in, f, "sorted")));
    r.folding("group_by", SortFunctions::group);
    r.plain("unique", (env, in) -> unique(env, in, null));
    r.folding("unique_by", SortFunctions::unique);
    r.plain("min", (env, in) -> extreme(env, in, null, -1));
    r.plain("max", (env, in) -> extreme(env, in, null, 1));
    r.folding("min_by", (env, in, f) -> extreme(env, in, f, -1));
    r.folding("max_by", (env, in, f) -> extreme(env, in, f, 1));
  }

  private static List<Keyed> keyed(Env env, JsonNode in, @Nullable Code f, String verb) {
    if (!in.isArray()) {
      throw JqError.of(Json.describe(in) + " cannot be " + verb + ", as it is not an array");
    }
    int size = in.size();
    env.meter.array(4L * size);
    List<Keyed> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      env.meter.step();
      JsonNode v = in.get(i);
      items.add(new Keyed(f == null ? v : key(env, f, v), v));
    }
    return items;
  }

  private static JsonNode key(Env env, Code f, JsonNode v) {
    if (f.single()) {
      return f.one(env, v);
    }
    List<JsonNode> outputs = new ArrayList<>(2);
    env.meter.array(2);
    f.eval(
        env,
        v,
        null,
        (k, p) -> {
          env.meter.bytes(12);
          outputs.add(k);
        });
    return Json.array(outputs);
  }

  private static List<Keyed> sorted(Env env, JsonNode in, @Nullable Code f, String verb) {
    List<Keyed> items = keyed(env, in, f, verb);
    Meter meter = env.meter;
    mergeSort(meter, items);
    return items;
  }

  /** Not List.sort: an order in which NaN is below itself would be refused there. */
  private static void mergeSort(Meter meter, List<Keyed> items) {
    Keyed[] from = items.toArray(Keyed[]::new);
    Keyed[] to = from.clone();
    sort(meter, to, from, 0, from.length);
    for (int i = 0; i < from.length; i++) {
      items.set(i, from[i]);
    }
  }

  private static void sort(Meter meter, Keyed[] source, Keyed[] target, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int mid = (from + to) >>> 1;
    sort(meter, target, source, from, mid);
    sort(meter, target, source, mid, to);
    int a = from;
    int b = mid;
    meter.steps(1 + ((to - from) >> 3));
    for (int i = from; i < to; i++) {
      boolean left =
          b >= to || (a < mid && Ordering.compare(meter, source[a].key(), source[b].key()) <= 0);
      target[i] = left ? source[a++] : source[b++];
    }
  }

  private static JsonNode values(Meter meter, List<Keyed> items) {
    List<JsonNode> values = new ArrayList<>(items.size());
    for (Keyed item : items) {
      values.add(item.value());
    }
    return Json.array(meter, values);
  }

  private static JsonNode group(Env env, JsonNode in, Code f) {
    List<JsonNode> groups = new ArrayList<>();
    List<JsonNode> current = new ArrayList<>();
    JsonNode key = null;
    for (Keyed item : sorted(env, in, f, "grouped")) {
      if (key == null || !Ordering.equal(env.meter, key, item.key())) {
        current = new ArrayList<>();
        env.meter.array(2);
        groups.add(Json.array(current));
        key = item.key();
      }
      env.meter.bytes(8);
      current.add(item.value());
    }
    return Json.array(env.meter, groups);
  }

  private static JsonNode unique(Env env, JsonNode in, @Nullable Code f) {
    List<JsonNode> kept = new ArrayList<>();
    JsonNode key = null;
    for (Keyed item : sorted(env, in, f, "grouped")) {
      if (key == null || !Ordering.equal(env.meter, key, item.key())) {
        kept.add(item.value());
        key = item.key();
      }
    }
    return Json.array(env.meter, kept);
  }

  /** The last of the greatest or the first of the least. */
  private static JsonNode extreme(Env env, JsonNode in, @Nullable Code f, int sign) {
    Keyed best = null;
    for (Keyed item : keyed(env, in, f, "compared")) {
      if (best == null) {
        best = item;
        continue;
      }
      int c = Ordering.compare(env.meter, item.key(), best.key());
      if (sign > 0 ? c >= 0 : c < 0) {
        best = item;
      }
    }
    return best == null ? Json.NULL : best.value();
  }
}
