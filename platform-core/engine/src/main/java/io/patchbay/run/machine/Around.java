package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Extension;
import io.patchbay.flow.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The extensions around one execution of a task, the first outermost: its {@code before} runs first
 * and its {@code after} last.
 */
final class Around {
  private final Core core;
  private final TaskFrame extended;
  private final List<Extension> extensions;
  private @Nullable Hook current;

  Around(Core core, TaskFrame extended, List<Extension> extensions) {
    this.core = core;
    this.extended = extended;
    this.extensions = extensions;
  }

  void begin(JsonNode input) {
    before(0, input);
  }

  private void before(int index, JsonNode input) {
    if (index >= extensions.size()) {
      extended.extended();
      return;
    }
    run(
        extensions.get(index).before(),
        input,
        null,
        (output, then) -> {
          if (then instanceof Directive.Exit) {
            after(index - 1, output, extended.task().head().then());
          } else {
            before(index + 1, input);
          }
        });
  }

  /** The task is done. */
  void end(JsonNode output, Directive then) {
    after(extensions.size() - 1, output, then);
  }

  private void after(int index, JsonNode output, Directive then) {
    if (index < 0) {
      extended.leave(output, then);
    } else {
      run(
          extensions.get(index).after(),
          output,
          output,
          (ignored, left) -> after(index - 1, output, then));
    }
  }

  private void run(List<Task> tasks, JsonNode input, @Nullable JsonNode output, Next next) {
    if (tasks.isEmpty()) {
      next.go(input, Directive.CONTINUE);
      return;
    }
    Scope scope = new Scope(null, "task", extended.describe(output));
    Hook hook = new Hook(core, extended, scope, tasks, input, next);
    current = hook;
    core.enqueue(hook, hook::begin);
  }

  void cancel() {
    if (current != null) {
      current.cancel();
    }
  }

  private interface Next {
    void go(JsonNode output, Directive then);
  }

  /** One list of tasks of an extension. */
  private static final class Hook extends Frame {
    private final TaskFrame extended;
    private final List<Task> tasks;
    private final JsonNode input;
    private final Next next;
    private @Nullable ListFrame list;

    Hook(Core core, TaskFrame extended, Scope scope, List<Task> tasks, JsonNode input, Next next) {
      super(core, extended, extended.position.function(""), scope);
      this.extended = extended;
      this.tasks = tasks;
      this.input = input;
      this.next = next;
    }

    @Override
    void begin() {
      ListFrame frame = new ListFrame(core, this, position, scope, tasks, input);
      list = frame;
      core.enqueue(frame, frame::begin);
    }

    @Override
    void childDone(Frame child, JsonNode output, Directive then) {
      die();
      core.enqueue(extended, () -> next.go(output, then));
    }

    @Override
    void fail(Failure failure) {
      die();
      core.enqueue(extended, () -> extended.fail(failure));
    }

    @Override
    void cancel() {
      die();
      if (list != null) {
        list.cancel();
      }
    }
  }
}
