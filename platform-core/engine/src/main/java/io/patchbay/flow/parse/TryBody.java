package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.Catch;
import io.patchbay.flow.task.ErrorFilter;
import io.patchbay.flow.task.RetryRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code try}. */
record TryBody(Toolkit tools, TaskReader tasks) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    List<Task> body = tasks.list(fields.find("try"), "'try' of '" + head.name() + "'", scope);
    Fields catching = fields.requireObject("catch", "'catch'");
    return catching == null ? null : new Task.Try(head, body, read(catching, scope));
  }

  private Catch read(Fields fields, Set<String> scope) {
    ErrorFilter errors = tools.errors().filter(fields.findObject("errors", "'errors'"));
    String named = fields.findText("as");
    String as = named == null ? "error" : named;
    Set<String> inner = Names.plus(scope, as);
    Template when = tools.templates().condition(fields.find("when"), "'when'", inner);
    Template except = tools.templates().condition(fields.find("exceptWhen"), "'exceptWhen'", inner);
    RetryRule retry = retry(fields.find("retry"), inner);
    Place handler = fields.find("do");
    fields.close();
    return new Catch(errors, as, when, except, retry, tasks.list(handler, "'catch.do'", inner));
  }

  private @Nullable RetryRule retry(@Nullable Place place, Set<String> scope) {
    if (place == null) {
      return null;
    }
    if (place.node() instanceof Mapping) {
      Fields retry = tools.context().object(place, "'retry'");
      return retry == null ? null : tools.retries().read(retry, scope);
    }
    String name = tools.context().text(place, "'retry'");
    RetryRule rule = name == null ? null : tools.reusables().retries.get(name);
    if (name != null && rule == null) {
      tools
          .context()
          .problems()
          .error(
              "flow.unknown-retry",
              "There is no retry policy '"
                  + name
                  + "' in `use.retries`."
                  + Names.suggestion(name, tools.reusables().retries.keySet())
                  + " Declare it there or write it inline.",
              place.pointer(),
              place.span());
    }
    return rule;
  }
}
