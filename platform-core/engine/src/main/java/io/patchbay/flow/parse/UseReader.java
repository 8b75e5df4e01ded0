package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.ErrorRule;
import io.patchbay.flow.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code use}: fills the reusable parts and returns the functions. */
final class UseReader {
  private final Toolkit tools;
  private final TaskReader tasks;

  UseReader(Toolkit tools, TaskReader tasks) {
    this.tools = tools;
    this.tasks = tasks;
  }

  Map<String, Task> read(@Nullable Fields use) {
    if (use == null) {
      return Map.of();
    }
    secrets(use.find("secrets"));
    each(use.find("authentications"), "an authentication", this::authentication);
    each(use.find("errors"), "an error", this::error);
    each(use.find("timeouts"), "a timeout", this::timeout);
    each(use.find("retries"), "a retry policy", this::retry);
    refuse(use, "catalogs", "Only the catalogue 'default' is there: the connectors' actions.");
    Place functionsAt = use.find("functions");
    if (functionsAt != null && functionsAt.node() instanceof Mapping mapping) {
      tools.reusables().functions.addAll(mapping.entries().keySet());
    }
    tools.reusables().extensions = new ExtensionReader(tools, tasks).read(use.find("extensions"));
    Map<String, Task> functions = functions(functionsAt);
    use.close();
    return functions;
  }

  private void secrets(@Nullable Place place) {
    if (place == null) {
      return;
    }
    List<SourceNode> items = tools.context().list(place, "'secrets'");
    for (int i = 0; i < items.size(); i++) {
      String name =
          tools
              .context()
              .text(new Place(items.get(i), Pointers.child(place.pointer(), i)), "a secret's name");
      if (name != null) {
        tools.reusables().secrets.add(name);
      }
    }
  }

  private void authentication(String name, Fields fields) {
    AuthenticationRule rule = tools.authentications().find(fields, Names.STANDARD);
    if (rule != null) {
      tools.reusables().authentications.put(name, rule);
    }
  }

  private void error(String name, Fields fields) {
    ErrorRule rule = tools.errors().find(fields, Names.STANDARD);
    if (rule != null) {
      tools.reusables().errors.put(name, rule);
    }
  }

  private void timeout(String name, Fields fields) {
    DurationRule rule = new HeadReader(tools).inline(fields, Names.STANDARD);
    if (rule != null) {
      tools.reusables().timeouts.put(name, rule);
    }
  }

  private void retry(String name, Fields fields) {
    tools
        .reusables()
        .retries
        .put(name, tools.retries().read(fields, Names.plus(Names.STANDARD, "error")));
  }

  private Map<String, Task> functions(@Nullable Place place) {
    Map<String, Task> functions = new LinkedHashMap<>();
    if (place == null || !(place.node() instanceof Mapping mapping)) {
      each(place, "a function", (_, _) -> {});
      return functions;
    }
    for (Entry entry : mapping.entries().values()) {
      Place at = new Place(entry.value(), Pointers.child(place.pointer(), entry.key()));
      Task task = tasks.task(entry.key(), at, entry, Names.STANDARD);
      if (task != null) {
        functions.put(entry.key(), task);
        refuseJump(task);
      }
    }
    return functions;
  }

  private void refuseJump(Task task) {
    if (task.head().then() instanceof Directive.Jump jump) {
      tools
          .context()
          .problems()
          .error(
              "flow.unknown-target",
              "'then: " + jump.task() + "' leads nowhere: a function stands alone. Remove it.",
              task.reference() + "/then",
              tools.context().spanOf(task.reference() + "/then"));
    }
  }

  private void refuse(Fields use, String key, String instead) {
    Place place = use.find(key);
    if (place != null) {
      tools.context().notSupported("`use." + key + "`", instead, place.pointer(), place.span());
    }
  }

  private void each(@Nullable Place place, String what, BiConsumer<String, Fields> read) {
    Fields all =
        place == null ? null : tools.context().object(place, "a list of names, each " + what);
    if (all == null) {
      return;
    }
    for (Entry entry : all.entries().values()) {
      Fields fields =
          tools
              .context()
              .object(
                  new Place(entry.value(), Pointers.child(all.pointer(), entry.key())),
                  what + " ('" + entry.key() + "')");
      if (fields != null) {
        read.accept(entry.key(), fields);
      }
    }
  }
}
