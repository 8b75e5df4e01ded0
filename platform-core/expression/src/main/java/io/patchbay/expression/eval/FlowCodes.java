package io.patchbay.expression.eval;

import io.patchbay.expression.value.JqError;
import io.patchbay.expression.value.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sequence, choice and early exit. */
final class FlowCodes {
  private FlowCodes() {}

  static final class Pipe extends Code {
    private final Code[] stages;
    private final boolean single;

    private Pipe(List<Code> stages) {
      this.stages = stages.toArray(Code[]::new);
      this.single = stages.stream().allMatch(Code::single);
    }

    /** The simplest code that does the same. */
    static Code of(List<Code> stages) {
      if (stages.size() < 2) {
        return stages.isEmpty() ? new PathCodes.Identity() : stages.getFirst();
      }
      Pipe pipe = new Pipe(stages);
      int at = pipe.single ? -1 : firstOfMany(stages);
      if (at < 0
          || !(stages.get(at) instanceof PathCodes.Iterate each)
          || !each.term.single()
          || firstOfMany(stages.subList(at + 1, stages.size())) >= 0) {
        return pipe;
      }
      List<Code> before = new ArrayList<>(stages.subList(0, at));
      if (!(each.term instanceof PathCodes.Identity)) {
        before.add(each.term);
      }
      return new Mapped(of(before), of(stages.subList(at + 1, stages.size())), pipe);
    }

    /** The first stage that may have none or several outputs, or -1. */
    private static int firstOfMany(List<Code> stages) {
      for (int i = 0; i < stages.size(); i++) {
        if (!stages.get(i).single()) {
          return i;
        }
      }
      return -1;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      return from(0, env, in, path, out);
    }

    private @Nullable Tail from(int start, Env env, JsonNode in, @Nullable Path path, Sink out) {
      JsonNode v = in;
      int last = stages.length - 1;
      for (int i = start; i < last; i++) {
        Code stage = stages[i];
        if (path == null && stage.singleIn(env)) {
          v = stage.one(env, v);
        } else {
          int next = i + 1;
          stage.eval(env, v, path, (w, p) -> follow(next, env, w, p, out));
          return null;
        }
      }
      return stages[last].run(env, v, path, out);
    }

    private void follow(int at, Env env, JsonNode in, @Nullable Path path, Sink out) {
      env.meter.enter();
      Tail tail = from(at, env, in, path, out);
      while (tail != null) {
        tail = tail.code().run(tail.env(), tail.in(), tail.path(), tail.out());
      }
      env.meter.exit();
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      JsonNode v = in;
      for (Code stage : stages) {
        v = stage.one(env, v);
      }
      return v;
    }

    @Override
    boolean ignoresInput() {
      return stages[0].ignoresInput();
    }

    @Override
    JsonNode fold(Env env, JsonNode state, Owned owned) {
      JsonNode v = state;
      for (Code stage : stages) {
        v = stage.fold(env, v, owned);
      }
      return v;
    }

    @Override
    boolean borrows() {
      for (Code stage : stages) {
        if (!stage.borrows()) {
          return false;
        }
      }
      return true;
    }
  }

  static final class Comma extends Code {
    private final Code[] parts;

    Comma(List<Code> parts) {
      this.parts = parts.toArray(Code[]::new);
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      int last = parts.length - 1;
      for (int i = 0; i < last; i++) {
        env.meter.step();
        parts[i].eval(env, in, path, out);
      }
      return parts[last].run(env, in, path, out);
    }

    @Override
    boolean borrows() {
      for (Code part : parts) {
        if (!part.borrows()) {
          return false;
        }
      }
      return true;
    }
  }

  static final class If extends Code {
    private final Code condition;
    private final Code then;
    private final Code otherwise;
    private final boolean single;

    If(Code condition, Code then, Code otherwise) {
      this.condition = condition;
      this.then = then;
      this.otherwise = otherwise;
      this.single = condition.single() && then.single() && otherwise.single();
    }

    private Code branch(JsonNode c) {
      return Json.truthy(c) ? then : otherwise;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      env.meter.step();
      if (condition.singleIn(env)) {
        return branch(condition.one(env, in)).run(env, in, path, out);
      }
      condition.eval(env, in, null, (c, p) -> branch(c).eval(env, in, path, out));
      return null;
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      env.meter.step();
      return branch(condition.one(env, in)).one(env, in);
    }

    @Override
    boolean borrows() {
      return then.borrows() && otherwise.borrows();
    }
  }

  /** {@code and}, {@code or}: the right side is evaluated only when the left does not decide. */
  static final class Logic extends Code {
    private final Code left;
    private final Code right;
    private final boolean decides;
    private final boolean single;

    Logic(Code left, Code right, boolean decides) {
      this.left = left;
      this.right = right;
      this.decides = decides;
      this.single = left.single() && right.single();
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      Path none = Path.none(path);
      left.eval(
          env,
          in,
          null,
          (a, p) -> {
            if (Json.truthy(a) == decides) {
              out.accept(Json.bool(decides), none);
            } else {
              right.eval(env, in, null, (b, q) -> out.accept(Json.bool(Json.truthy(b)), none));
            }
          });
      return null;
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      if (Json.truthy(left.one(env, in)) == decides) {
        return Json.bool(decides);
      }
      return Json.bool(Json.truthy(right.one(env, in)));
    }
  }

  static final class Alternative extends Code {
    private final Code left;
    private final Code right;
    private final boolean single;

    Alternative(Code left, Code right) {
      this.left = left;
      this.right = right;
      this.single = left.single() && right.single();
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      if (path == null && left.singleIn(env)) {
        JsonNode v = attempt(env, in);
        if (Json.truthy(v)) {
          out.accept(v, null);
          return null;
        }
        return right.run(env, in, null, out);
      }
      boolean[] found = new boolean[1];
      Try.guarded(
          left,
          env,
          in,
          path,
          (v, p) -> {
            if (Json.truthy(v)) {
              found[0] = true;
              out.accept(v, p);
            }
          });
      return found[0] ? null : right.run(env, in, path, out);
    }

    private JsonNode attempt(Env env, JsonNode in) {
      int depth = env.meter.depth;
      try {
        return left.one(env, in);
      } catch (JqError _) {
        env.meter.depth = depth;
        return Json.NULL;
      }
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public JsonNode one(Env env, JsonNode in) {
      JsonNode v = attempt(env, in);
      return Json.truthy(v) ? v : right.one(env, in);
    }

    @Override
    boolean borrows() {
      return left.borrows() && right.borrows();
    }
  }

  static final class Try extends Code {
    private final Code body;
    private final @Nullable Code handler;

    Try(Code body, @Nullable Code handler) {
      this.body = body;
      this.handler = handler;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      JqError error = guarded(body, env, in, path, out);
      return error == null || handler == null
          ? null
          : handler.run(env, error.value(), Path.none(path), out);
    }

    /** The error of {@code body}, or null; errors of those who take the outputs pass. */
    static @Nullable JqError guarded(
        Code body, Env env, JsonNode in, @Nullable Path path, Sink out) {
      int depth = env.meter.depth;
      if (path == null && body.singleIn(env)) {
        JsonNode v;
        try {
          v = body.one(env, in);
        } catch (JqError e) {
          env.meter.depth = depth;
          return e;
        }
        out.accept(v, null);
        return null;
      }
      Object owner = new Object();
      try {
        body.eval(env, in, path, passing(out, owner));
        return null;
      } catch (Signals.Downstream d) {
        if (d.owner != owner) {
          throw d;
        }
        throw d.error;
      } catch (JqError e) {
        env.meter.depth = depth;
        return e;
      }
    }

    static Sink passing(Sink out, Object owner) {
      return (v, p) -> {
        try {
          out.accept(v, p);
        } catch (JqError e) {
          throw new Signals.Downstream(e, owner);
        }
      };
    }

    @Override
    boolean borrows() {
      return body.borrows() && (handler == null || handler.borrows());
    }
  }

  static final class Label extends Code {
    private final Code body;

    Label(Code body) {
      this.body = body;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      Object label = new Object();
      Env inner = env.with(label);
      Signals.broken(env, label, () -> body.eval(inner, in, path, out));
      return null;
    }
  }

  static final class Break extends Code {
    private final int hops;

    Break(int hops) {
      this.hops = hops;
    }

    @Override
    protected @Nullable Tail run(Env env, JsonNode in, @Nullable Path path, Sink out) {
      throw new Signals.Break(env.up(hops).value);
    }
  }
}
