package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.Task.Case;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code switch}. */
record SwitchBody(Toolkit tools) implements TaskBody {
  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Place place = fields.find("switch");
    if (place == null) {
      return null;
    }
    List<Case> cases = new ArrayList<>();
    List<SourceNode> items = tools.context().list(place, "'switch'");
    for (int i = 0; i < items.size(); i++) {
      Place item = new Place(items.get(i), Pointers.child(place.pointer(), i));
      Case read = item(item, scope);
      if (read != null) {
        warnIfBehindDefault(cases, read, item);
        cases.add(read);
      }
    }
    if (items.isEmpty() && place.node() instanceof SourceNode.Sequence) {
      tools
          .context()
          .problems()
          .error(
              "flow.empty-list", "The switch has no case: add one.", place.pointer(), place.span());
    }
    return new Task.Switch(head, List.copyOf(cases));
  }

  private @Nullable Case item(Place item, Set<String> scope) {
    if (!(item.node() instanceof Mapping mapping) || mapping.entries().size() != 1) {
      tools.context().wrongKind(item, "A case", "one name with `when` and `then` below it");
      return null;
    }
    Entry entry = mapping.entries().values().iterator().next();
    String pointer = Pointers.child(item.pointer(), entry.key());
    Fields fields =
        tools.context().object(new Place(entry.value(), pointer), "the case '" + entry.key() + "'");
    if (fields == null) {
      return null;
    }
    Template when = tools.templates().condition(fields.find("when"), "'when'", scope);
    String then = fields.requireText("then");
    fields.close();
    return then == null ? null : new Case(entry.key(), pointer, when, Directive.of(then));
  }

  private void warnIfBehindDefault(List<Case> before, Case read, Place item) {
    if (before.stream().anyMatch(earlier -> earlier.when() == null)) {
      tools
          .context()
          .problems()
          .warning(
              "flow.unreachable-case",
              "The case '"
                  + read.name()
                  + "' is never reached: a case without `when` stands before it. Move that to the"
                  + " end.",
              read.reference(),
              item.span());
    }
  }
}
