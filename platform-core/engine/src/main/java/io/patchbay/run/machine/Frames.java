package io.patchbay.run.machine;

import io.patchbay.flow.task.Task;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The frame for each kind of task. */
final class Frames {
  private static final String REPLY = "webhook.reply";

  private Frames() {}

  static TaskFrame of(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task task,
      JsonNode input) {
    return switch (task) {
      case Task.Do t -> new DoFrame(core, parent, position, scope, t, input);
      case Task.SetValue t -> new SetFrame(core, parent, position, scope, t, input);
      case Task.Switch t -> new SwitchFrame(core, parent, position, scope, t, input);
      case Task.For t -> new ForFrame(core, parent, position, scope, t, input);
      case Task.Fork t -> new ForkFrame(core, parent, position, scope, t, input);
      case Task.Try t -> new TryFrame(core, parent, position, scope, t, input);
      case Task.Raise t -> new RaiseFrame(core, parent, position, scope, t, input);
      case Task.Wait t -> new WaitFrame(core, parent, position, scope, t, input);
      case Task.CallLocal t -> new LocalFrame(core, parent, position, scope, t, input);
      case Task.CallHttp t -> new HttpFrame(core, parent, position, scope, t, input);
      case Task.CallService t -> new ServiceFrame(core, parent, position, scope, t, input);
      case Task.RunWorkflow t -> new WorkflowFrame(core, parent, position, scope, t, input);
      case Task.Emit t -> new EmitFrame(core, parent, position, scope, t, input);
      case Task.Listen t -> new ListenFrame(core, parent, position, scope, t, input);
      case Task.CallFunction t when t.function().equals(REPLY) ->
          new ReplyFrame(core, parent, position, scope, t, input);
      case Task.CallFunction t -> new FunctionFrame(core, parent, position, scope, t, input);
    };
  }
}
