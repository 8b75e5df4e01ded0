package io.patchbay.run.machine;

import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@code fork}: all branches get the same input. All: the outputs in the order of the text, and the
 * first failure ends the others. Compete: the first that ends well wins; it fails when all failed.
 */
final class ForkFrame extends TaskFrame {
  private final Task.Fork task;
  private final List<TaskFrame> branches = new ArrayList<>();
  private final @Nullable JsonNode[] outputs;
  private int open;

  ForkFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.Fork task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
    this.outputs = new JsonNode[task.branches().size()];
  }

  @Override
  void enter() {
    if (!core.budget.branch(position, task.branches().size())) {
      return;
    }
    open = task.branches().size();
    for (Task branch : task.branches()) {
      TaskFrame frame =
          Frames.of(core, this, position.task(branch.reference()), scope, branch, input());
      branches.add(frame);
      core.enqueue(frame, frame::begin);
    }
  }

  @Override
  void childDone(Frame child, JsonNode output, Directive then) {
    if (then instanceof Directive.End) {
      core.end(output);
      return;
    }
    branchEnded();
    if (task.compete()) {
      cancelInside();
      complete(finished(output));
      return;
    }
    outputs[indexOf(child)] = output;
    core.budget.hold(child.position, output);
    if (open == 0) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      for (JsonNode one : outputs) {
        all.add(one);
      }
      complete(finished(all));
    }
  }

  @Override
  void childFailed(Frame child, Failure failure) {
    branchEnded();
    if (!task.compete() || open == 0) {
      fail(failure);
    }
  }

  private void branchEnded() {
    open--;
    core.budget.branchesEnded(1);
  }

  @Override
  void die() {
    core.budget.branchesEnded(open);
    open = 0;
    for (int i = 0; i < outputs.length; i++) {
      JsonNode output = outputs[i];
      if (output != null) {
        core.budget.release(output);
        outputs[i] = null;
      }
    }
    super.die();
  }

  private int indexOf(Frame child) {
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i) == child) {
        return i;
      }
    }
    throw new IllegalStateException("Not a branch of this fork.");
  }

  @Override
  void cancelInside() {
    branches.forEach(TaskFrame::cancel);
  }
}
