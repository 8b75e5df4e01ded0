package io.patchbay.expression.builtin;

import io.patchbay.expression.eval.Access;
import io.patchbay.expression.eval.Code;
import io.patchbay.expression.eval.Deletion;
import io.patchbay.expression.eval.Editor;
import io.patchbay.expression.eval.Env;
import io.patchbay.expression.eval.FormCode;
import io.patchbay.expression.eval.Path;
import io.patchbay.expression.eval.PathIteration;
import io.patchbay.expression.eval.Sink;
import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Paths as values: reading, writing, deleting and listing them. */
final class PathFunctions {
  private PathFunctions() {}

  static void register(Registry r) {
    r.put("recurse", 0, a -> PathIteration.descend());
    r.form(
        "path",
        1,
        a ->
            (env, in, path, out) ->
                each(
                    a.getFirst(),
                    env,
                    in,
                    (v, p) -> out.accept(at(p).toJson(env.meter, v), Path.none(path))));
    r.form("paths", 0, a -> paths(null));
    r.form("paths", 1, a -> paths(a.getFirst()));
    r.form("leaf_paths", 0, a -> leafPaths());
    r.form("getpath", 1, a -> getPath(a.getFirst()));
    r.value("setpath", 2, (env, in, a) -> Editor.setPath(env.meter, in, a[0], a[1]));
    r.value("delpaths", 1, PathFunctions::deletePaths);
    r.folding("del", PathFunctions::delete);
    r.folding("pick", PathFunctions::pick);
    r.form("first", 0, a -> element(Json.number(0)));
    r.form("last", 0, a -> element(Json.number(-1)));
    r.form(
        "nth",
        1,
        a ->
            (env, in, path, out) ->
                a.getFirst().eval(env, in, null, (n, p) -> element(n).eval(env, in, path, out)));
  }

  private static FormCode.Body element(JsonNode key) {
    return (env, in, path, out) ->
        out.accept(Access.index(env.meter, in, key), Path.child(path, env.meter, in, key));
  }

  private static Path at(@Nullable Path path) {
    return path == null ? Path.NONE : path;
  }

  private static void each(Code paths, Env env, JsonNode in, Sink out) {
    paths.eval(
        env,
        in,
        Path.ROOT,
        (v, p) -> {
          env.meter.step();
          out.accept(v, p);
        });
  }

  private static FormCode.Body paths(@Nullable Code filter) {
    return (env, in, path, out) ->
        each(
            PathIteration.descend(),
            env,
            in,
            (v, p) -> {
              if (at(p).length() == 0) {
                return;
              }
              if (filter == null) {
                out.accept(at(p).toJson(env.meter, v), Path.none(path));
              } else {
                filter.eval(
                    env,
                    v,
                    null,
                    (c, q) -> {
                      if (Json.truthy(c)) {
                        out.accept(at(p).toJson(env.meter, v), Path.none(path));
                      }
                    });
              }
            });
  }

  private static FormCode.Body leafPaths() {
    return (env, in, path, out) ->
        each(
            PathIteration.descend(),
            env,
            in,
            (v, p) -> {
              if (at(p).length() > 0 && !v.isContainer()) {
                out.accept(at(p).toJson(env.meter, v), Path.none(path));
              }
            });
  }

  private static FormCode.Body getPath(Code keys) {
    return (env, in, path, out) ->
        keys.eval(
            env,
            in,
            null,
            (k, p) ->
                out.accept(
                    Access.getPath(env.meter, in, k), Access.extend(path, env.meter, in, k)));
  }

  private static JsonNode deletePaths(Env env, JsonNode in, JsonNode[] a) {
    if (!a[0].isArray()) {
      throw JqError.of("Paths must be specified as an array");
    }
    Deletion deletion = new Deletion(env.meter);
    for (int i = 0; i < a[0].size(); i++) {
      deletion.add(Editor.keys(env.meter, a[0].get(i)));
    }
    return deletion.apply(in);
  }

  private static JsonNode delete(Env env, JsonNode in, Code paths) {
    Deletion deletion = new Deletion(env.meter);
    each(paths, env, in, (v, p) -> deletion.add(at(p).keys(env.meter, v)));
    return deletion.apply(in);
  }

  private static JsonNode pick(Env env, JsonNode in, Code paths) {
    Editor editor = new Editor(env.meter, Json.NULL);
    each(
        paths,
        env,
        in,
        (v, p) -> {
          JsonNode[] keys = at(p).keys(env.meter, v);
          editor.set(keys, Access.getPath(env.meter, in, keys));
        });
    return editor.result();
  }
}
