package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@code for}: the output of a turn is the input of the next, the output of the last is the loop's.
 * The list is evaluated once; {@code while} is asked before each turn.
 */
final class ForFrame extends TaskFrame {
  private final Task.For task;
  private JsonNode items = JsonNodeFactory.instance.arrayNode();
  private int index = -1;
  private @Nullable ListFrame turn;

  ForFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.For task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  void enter() throws EvaluationException {
    items = task.in().evaluate(input(), variables(null));
    if (!items.isArray()) {
      throw EvaluationException.expression(
          "'" + task.name() + "' cannot loop",
          "`for.in` must give a list, it gave "
              + (items.isNull()
                  ? "null"
                  : items.getNodeType().name().toLowerCase(java.util.Locale.ROOT))
              + ".");
    }
    core.budget.hold(position, items);
    next(input());
  }

  @Override
  void die() {
    core.budget.release(items);
    super.die();
  }

  private void next(JsonNode value) throws EvaluationException {
    index++;
    if (index >= items.size()) {
      end(value);
      return;
    }
    Scope inner =
        new Scope(
            new Scope(scope, task.each(), items.get(index)),
            task.at(),
            JsonNodeFactory.instance.numberNode(index));
    Template whileTrue = task.whileTrue();
    if (whileTrue != null
        && !whileTrue.holds(value, new TaskVariables(core, this, inner, value, null))) {
      end(value);
      return;
    }
    ListFrame frame =
        new ListFrame(core, this, position.turn(String.valueOf(index)), inner, task.body(), value);
    turn = frame;
    core.enqueue(frame, frame::begin);
  }

  private void end(JsonNode value) {
    complete(finished(value));
  }

  @Override
  void childDone(Frame child, JsonNode output, Directive then) {
    guarded(() -> next(output));
  }

  @Override
  String detail() {
    return index < 0 ? "" : String.valueOf(Math.min(index, items.size()));
  }

  @Override
  void cancelInside() {
    if (turn != null) {
      turn.cancel();
    }
  }
}
