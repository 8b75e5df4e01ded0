package io.patchbay.expression.eval;

import io.patchbay.expression.value.Json;
import io.patchbay.expression.value.Meter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * {@code term[] | body} where both have exactly one output: a plain loop. Where paths are asked
 * for, the general code does the work.
 */
final class Mapped extends Code {
  private final Code term;
  private final Code body;
  private final Code general;

  Mapped(Code term, Code body, Code general) {
    this.term = term;
    this.body = body;
    this.general = general;
  }

  @Override
  protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
    if (path != null) {
      return general.run(env, in, path, out);
    }
    each(env, term.one(env, in), out);
    return null;
  }

  private void each(Env env, JsonNode v, Sink out) {
    if (v instanceof ArrayNode array) {
      Meter meter = env.meter;
      int size = array.size();
      for (int i = 0; i < size; i++) {
        meter.step();
        out.accept(body.one(env, array.get(i)), null);
      }
    } else {
      PathCodes.each(env.meter, v, null, (w, p) -> out.accept(body.one(env, w), null));
    }
  }

  /** All outputs. */
  JsonNode collect(Env env, JsonNode in) {
    JsonNode v = term.one(env, in);
    int size = v.size();
    env.meter.array(size);
    List<JsonNode> items = new ArrayList<>(size);
    each(env, v, (w, p) -> items.add(w));
    return Json.array(items);
  }

  @Override
  boolean ignoresInput() {
    return general.ignoresInput();
  }

  @Override
  boolean borrows() {
    return general.borrows();
  }
}
