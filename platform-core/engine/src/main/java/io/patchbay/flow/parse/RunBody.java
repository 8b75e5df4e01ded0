package io.patchbay.flow.parse;

import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.JqTemplate;
import io.patchbay.flow.template.LiteralTemplate;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code run}: other flows, yes; containers, shells and scripts, no. */
record RunBody(Toolkit tools) implements TaskBody {
  private static final List<String> PROCESSES = List.of("container", "script", "shell");

  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Fields run = fields.findObject("run", "'run'");
    if (run == null) {
      return null;
    }
    for (String process : PROCESSES) {
      if (run.has(process)) {
        tools
            .context()
            .problems()
            .error(
                "flow.not-allowed",
                "`run: "
                    + process
                    + "` is not allowed: many tenants share this platform, so flows cannot start"
                    + " processes on it. Call a connector's action or an HTTP service instead.",
                Pointers.child(run.pointer(), process),
                head.span());
        return null;
      }
    }
    boolean await = run.findFlag("await", true);
    run.allow(List.of("return"));
    Fields workflow = run.requireObject("workflow", "'workflow'");
    run.close();
    return workflow == null ? null : workflow(head, workflow, await, scope);
  }

  private @Nullable Task workflow(
      TaskHead head, Fields workflow, boolean await, Set<String> scope) {
    String namespace = workflow.requireText("namespace");
    String name = workflow.requireText("name");
    String version = workflow.findText("version");
    Place input = workflow.find("input");
    workflow.close();
    if (namespace == null || name == null) {
      return null;
    }
    return new Task.RunWorkflow(
        head, namespace, name, version == null ? "latest" : version, input(input, scope), await);
  }

  private Template input(@Nullable Place place, Set<String> scope) {
    if (place == null) {
      return new LiteralTemplate(JsonNodeFactory.instance.objectNode());
    }
    Template template = tools.templates().value(place, scope);
    boolean fits = template instanceof JqTemplate || place.node().json().isObject();
    if (!fits) {
      tools.context().wrongKind(place, "'input' in 'workflow'", "an object or ${ }");
    }
    return template;
  }
}
