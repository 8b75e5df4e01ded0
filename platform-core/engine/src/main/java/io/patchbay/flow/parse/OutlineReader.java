package io.patchbay.flow.parse;

import io.patchbay.flow.FlowOutline;
import io.patchbay.flow.FlowOutline.Group;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Entry;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.syntax.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the outline from the tree; forgiving, because the text may be half written. */
public final class OutlineReader {
  private static final List<String> KINDS =
      List.of(
          "for", "fork", "try", "switch", "call", "set", "raise", "wait", "run", "emit", "listen",
          "do");
  private static final int LONGEST_LABEL = 120;

  private OutlineReader() {}

  public static FlowOutline read(SourceNode root) {
    String name = textAt(root, "document", "name");
    return new FlowOutline(
        "",
        name == null ? "" : name,
        "flow",
        textAt(root, "document", "title"),
        null,
        null,
        false,
        false,
        List.of(new Group("do", null, null, tasks(at(root, "do"), "/do"))),
        root.span().line(),
        root.span().endLine());
  }

  private static List<FlowOutline> tasks(@Nullable SourceNode list, String pointer) {
    List<FlowOutline> nodes = new ArrayList<>();
    if (list instanceof Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        if (sequence.items().get(i) instanceof Mapping item) {
          String at = Pointers.child(pointer, i);
          item.entries()
              .values()
              .forEach(entry -> nodes.add(task(entry, Pointers.child(at, entry.key()))));
        }
      }
    }
    return nodes;
  }

  private static FlowOutline task(Entry entry, String ref) {
    SourceNode task = entry.value();
    String kind = KINDS.stream().filter(k -> at(task, k) != null).findFirst().orElse("do");
    String target = kind.equals("call") ? textAt(task, "call") : null;
    String then = textAt(task, "then");
    JsonNode compete = task.json().path("fork").path("compete");
    return new FlowOutline(
        ref,
        entry.key(),
        kind,
        label(task, kind),
        target == null || !target.contains(".") ? target : target.substring(0, target.indexOf('.')),
        "continue".equals(then) ? null : then,
        at(task, "if") != null,
        compete.isBoolean() && compete.booleanValue(),
        groups(task, kind, ref),
        entry.keySpan().line(),
        Math.max(entry.keySpan().line(), task.span().endLine()));
  }

  private static List<Group> groups(SourceNode task, String kind, String ref) {
    return switch (kind) {
      case "do", "for" -> List.of(new Group("do", null, null, tasks(at(task, "do"), ref + "/do")));
      case "listen" ->
          at(task, "foreach", "do") == null
              ? List.of()
              : List.of(
                  new Group(
                      "foreach",
                      null,
                      null,
                      tasks(at(task, "foreach", "do"), ref + "/foreach/do")));
      case "fork" ->
          tasks(at(task, "fork", "branches"), ref + "/fork/branches").stream()
              .map(branch -> new Group(branch.name(), null, null, List.of(branch)))
              .toList();
      case "try" ->
          List.of(
              new Group("try", null, null, tasks(at(task, "try"), ref + "/try")),
              new Group("catch", null, null, tasks(at(task, "catch", "do"), ref + "/catch/do")));
      case "switch" -> cases(at(task, "switch"));
      default -> List.of();
    };
  }

  private static List<Group> cases(@Nullable SourceNode list) {
    List<Group> groups = new ArrayList<>();
    if (list instanceof Sequence sequence) {
      for (SourceNode item : sequence.items()) {
        if (item instanceof Mapping mapping) {
          mapping
              .entries()
              .forEach(
                  (name, entry) ->
                      groups.add(
                          new Group(
                              name,
                              textAt(entry.value(), "when"),
                              textAt(entry.value(), "then"),
                              List.of())));
        }
      }
    }
    return groups;
  }

  private static @Nullable String label(SourceNode task, String kind) {
    JsonNode json = task.json();
    String label =
        switch (kind) {
          case "call" -> call(json);
          case "for" -> json.at("/for/in").asString("");
          case "wait" ->
              json.path("wait").isString()
                  ? json.path("wait").stringValue()
                  : compact(json.path("wait"));
          case "raise" ->
              json.at("/raise/error").isString()
                  ? json.at("/raise/error").stringValue()
                  : json.at("/raise/error/title").asString("");
          case "emit" -> json.at("/emit/event/with/type").asString("");
          case "listen" -> String.join(", ", json.path("listen").findValuesAsString("type"));
          case "run" -> json.at("/run/workflow/name").asString("");
          case "set" -> compact(json.path("set"));
          default -> "";
        };
    if (label.isBlank()) {
      return null;
    }
    return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL) + "…";
  }

  private static String call(JsonNode json) {
    String target = json.path("call").asString("");
    if (!target.equals("http")) {
      int colon = target.indexOf(':');
      return colon < 0 ? target : target.substring(0, colon);
    }
    JsonNode endpoint = json.at("/with/endpoint");
    JsonNode uri = endpoint.isObject() ? endpoint.path("uri") : endpoint;
    return (json.at("/with/method").asString("") + " " + uri.asString("")).strip();
  }

  private static String compact(JsonNode value) {
    if (value.isObject()) {
      return String.join(
          ", ",
          value.properties().stream()
              .limit(8)
              .map(
                  member ->
                      member.getValue().isContainer()
                          ? member.getKey()
                          : member.getKey() + ": " + member.getValue().asString(""))
              .toList());
    }
    return value.asString("");
  }

  private static @Nullable SourceNode at(SourceNode node, String... path) {
    SourceNode current = node;
    for (String key : path) {
      SourceNode next = current instanceof Mapping mapping ? mapping.get(key) : null;
      if (next == null) {
        return null;
      }
      current = next;
    }
    return current;
  }

  private static @Nullable String textAt(SourceNode node, String... path) {
    SourceNode found = at(node, path);
    return found == null || found.json().isContainer() || found.json().isNull()
        ? null
        : found.json().asString();
  }
}
