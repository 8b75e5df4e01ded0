package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.DataRules;
import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.JsonSchema;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members that every task may have, and those that a task shares with the flow. */
final class HeadReader {
  private final Toolkit tools;

  HeadReader(Toolkit tools) {
    this.tools = tools;
  }

  TaskHead read(String name, Fields fields, Entry entry, Set<String> scope) {
    Template condition = tools.templates().condition(fields.find("if"), "'if'", scope);
    DataRules data = data(fields, scope);
    DurationRule timeout = timeout(fields, scope);
    String then = fields.findText("then");
    fields.allow(List.of("metadata"));
    return new TaskHead(
        name,
        fields.pointer(),
        entry.keySpan().to(entry.value().span()),
        condition,
        data,
        timeout,
        then == null ? Directive.CONTINUE : Directive.of(then),
        entry.value().json(),
        List.of());
  }

  DataRules data(Fields fields, Set<String> scope) {
    Fields input = fields.findObject("input", "'input'");
    Fields output = fields.findObject("output", "'output'");
    Fields export = fields.findObject("export", "'export'");
    DataRules rules =
        new DataRules(
            schema(input),
            part(input, "from", scope),
            part(output, "as", scope),
            schema(output),
            part(export, "as", scope),
            schema(export));
    for (Fields part : new @Nullable Fields[] {input, output, export}) {
      if (part != null) {
        part.close();
      }
    }
    return rules;
  }

  @Nullable DurationRule timeout(Fields fields, Set<String> scope) {
    Place place = fields.find("timeout");
    if (place == null) {
      return null;
    }
    if (place.node() instanceof Mapping) {
      Fields timeout = tools.context().object(place, "'timeout'");
      return timeout == null ? null : inline(timeout, scope);
    }
    String name = tools.context().text(place, "'timeout'");
    DurationRule rule = name == null ? null : tools.reusables().timeouts.get(name);
    if (name != null && rule == null) {
      tools
          .context()
          .problems()
          .error(
              "flow.unknown-timeout",
              "There is no timeout '"
                  + name
                  + "' in `use.timeouts`."
                  + Names.suggestion(name, tools.reusables().timeouts.keySet())
                  + " Declare it there, or write `timeout: {after: {seconds: 30}}`.",
              place.pointer(),
              place.span());
    }
    return rule;
  }

  @Nullable DurationRule inline(Fields timeout, Set<String> scope) {
    DurationRule after = tools.durations().find(timeout.require("after"), scope);
    timeout.close();
    return after;
  }

  private @Nullable JsonSchema schema(@Nullable Fields fields) {
    return fields == null
        ? null
        : tools.templates().schema(fields.findObject("schema", "the schema"));
  }

  private @Nullable Template part(@Nullable Fields fields, String key, Set<String> scope) {
    Place place = fields == null ? null : fields.find(key);
    return place == null ? null : tools.templates().expression(place, scope);
  }
}
