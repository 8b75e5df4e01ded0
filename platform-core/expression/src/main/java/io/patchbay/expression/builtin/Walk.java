package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Code;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.eval.FirstOutput;
import io.patchbay.expression.eval.Sink;
import io.patchbay.expression.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code walk}: from the leaves to the root. */
final class Walk {
  private Walk() {}

  /** Every output of {@code f} for the rebuilt value. */
  static void each(Code f, Env env, JsonNode v, Sink out) {
    f.eval(env, inside(f, env, v), null, out);
  }

  private static JsonNode inside(Code f, Env env, JsonNode v) {
    env.meter.enter();
    JsonNode rebuilt = v;
    if (v instanceof ArrayNode array) {
      env.meter.array(array.size());
      List<JsonNode> items = new ArrayList<>(array.size());
      for (int i = 0; i < array.size(); i++) {
        env.meter.step();
        each(
            f,
            env,
            array.get(i),
            (w, p) -> {
              env.meter.bytes(8);
              items.add(w);
            });
      }
      rebuilt = Json.array(items);
    } else if (v instanceof ObjectNode object) {
      env.meter.object(object.size());
      Map<String, JsonNode> fields = Json.newMap(object.size());
      for (Map.Entry<String, JsonNode> e : object.properties()) {
        env.meter.step();
        JsonNode first = FirstOutput.of(f, env, inside(f, env, e.getValue()));
        if (first != null) {
          fields.put(e.getKey(), first);
        }
      }
      rebuilt = Json.object(fields);
    }
    env.meter.exit();
    return rebuilt;
  }
}
