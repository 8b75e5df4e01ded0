package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tasks that follow one another; the output of each is the input of the next. */
final class ListFrame extends Frame {
  private final List<Task> tasks;
  private final JsonNode input;
  private int at;
  private int laps;
  private @Nullable JsonNode held;
  private @Nullable TaskFrame current;

  ListFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      List<Task> tasks,
      JsonNode input) {
    super(core, parent, position, scope);
    this.tasks = tasks;
    this.input = input;
  }

  @Override
  void begin() {
    go(0, input);
  }

  private void go(int index, JsonNode value) {
    at = index;
    core.budget.hold(position.task(tasks.get(index).reference()), value);
    release();
    held = value;
    Position here = laps == 0 ? position : position.turn("v" + laps);
    TaskFrame frame =
        Frames.of(core, this, here.task(tasks.get(at).reference()), scope, tasks.get(at), value);
    current = frame;
    core.enqueue(frame, frame::begin);
  }

  @Override
  void childDone(Frame child, JsonNode output, Directive then) {
    switch (then) {
      case Directive.Continue _ -> next(at + 1, output);
      case Directive.Exit _ -> done(output, then);
      case Directive.End _ -> core.end(output);
      case Directive.Jump jump -> next(indexOf(jump.task()), output);
    }
  }

  private void next(int index, JsonNode output) {
    if (index >= tasks.size()) {
      done(output, Directive.CONTINUE);
      return;
    }
    laps += index <= at ? 1 : 0;
    go(index, output);
  }

  private int indexOf(String name) {
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("The parser let an unknown target pass: " + name);
  }

  private void release() {
    if (held != null) {
      core.budget.release(held);
      held = null;
    }
  }

  @Override
  void die() {
    release();
    super.die();
  }

  private void done(JsonNode output, Directive then) {
    die();
    Frame up = parent;
    if (up != null) {
      core.enqueue(up, () -> up.childDone(this, output, then));
    }
  }

  @Override
  void cancel() {
    die();
    TaskFrame inside = current;
    if (inside != null) {
      inside.cancel();
    }
  }
}
