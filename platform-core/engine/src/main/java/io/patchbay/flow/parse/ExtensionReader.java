package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.Extension;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code use.extensions}: a list of single named extensions. Their own tasks are not extended. */
final class ExtensionReader {
  private static final List<String> KINDS =
      List.of(
          "all",
          "call",
          "composite",
          "do",
          "emit",
          "for",
          "fork",
          "listen",
          "raise",
          "run",
          "set",
          "switch",
          "try",
          "wait");

  private final Toolkit tools;
  private final TaskReader tasks;

  ExtensionReader(Toolkit tools, TaskReader tasks) {
    this.tools = tools;
    this.tasks = tasks;
  }

  List<Extension> read(@Nullable Place place) {
    List<Extension> extensions = new ArrayList<>();
    if (place == null) {
      return extensions;
    }
    List<SourceNode> items = tools.context().list(place, "'extensions'");
    for (int i = 0; i < items.size(); i++) {
      Place item = new Place(items.get(i), Pointers.child(place.pointer(), i));
      if (item.node() instanceof Mapping mapping && mapping.entries().size() == 1) {
        Entry entry = mapping.entries().values().iterator().next();
        extension(entry, new Place(entry.value(), Pointers.child(item.pointer(), entry.key())))
            .ifPresent(extensions::add);
      } else {
        tools.context().wrongKind(item, "an extension", "one name with its members below it");
      }
    }
    return List.copyOf(extensions);
  }

  private Optional<Extension> extension(Entry entry, Place place) {
    Fields fields = tools.context().object(place, "the extension '" + entry.key() + "'");
    if (fields == null) {
      return Optional.empty();
    }
    fields.require("extend");
    String extend = fields.findChoice("extend", KINDS);
    Set<String> scope = Names.STANDARD;
    Template when = tools.templates().condition(fields.find("when"), "'when'", scope);
    List<Task> before = list(fields, "before", entry, scope);
    List<Task> after = list(fields, "after", entry, scope);
    fields.close();
    return extend == null
        ? Optional.empty()
        : Optional.of(new Extension(entry.key(), extend, when, before, after));
  }

  private List<Task> list(Fields fields, String key, Entry entry, Set<String> scope) {
    return tasks.list(fields.find(key), "'" + key + "' of '" + entry.key() + "'", scope);
  }
}
