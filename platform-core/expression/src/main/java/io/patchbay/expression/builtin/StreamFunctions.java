package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Editor;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.eval.Path;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values as streams of paths and leaves. */
final class StreamFunctions {
  private StreamFunctions() {}

  static void register(Registry r) {
    r.form(
        "fromstream",
        1,
        a ->
            (env, in, path, out) -> {
              Assembly assembly = new Assembly(env);
              a.getFirst()
                  .eval(
                      env,
                      in,
                      null,
                      (event, p) -> {
                        JsonNode done = assembly.take(event);
                        if (done != null) {
                          out.accept(done, Path.none(path));
                        }
                      });
            });
  }

  /** Builds values from events. */
  private static final class Assembly {
    private final Env env;
    private Editor editor;

    Assembly(Env env) {
      this.env = env;
      this.editor = new Editor(env.meter, Json.NULL);
    }

    @Nullable JsonNode take(JsonNode event) {
      env.meter.step();
      JsonNode at = event.get(0);
      if (!event.isArray() || event.isEmpty() || at == null || !at.isArray()) {
        throw JqError.of(Json.describe(event) + " is not an event of a stream");
      }
      JsonNode leaf = event.get(1);
      if (leaf != null) {
        editor.set(Editor.keys(env.meter, at), leaf);
      }
      boolean done = leaf == null ? at.size() <= 1 : at.isEmpty();
      if (!done) {
        return null;
      }
      JsonNode value = editor.result();
      editor = new Editor(env.meter, Json.NULL);
      return value;
    }
  }
}
