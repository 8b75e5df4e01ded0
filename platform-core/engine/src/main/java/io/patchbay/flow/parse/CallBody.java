package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.Span;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.LiteralTemplate;
import io.patchbay.flow.template.ObjectTemplate;
import io.patchbay.flow.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code call}. */
record CallBody(Toolkit tools, HttpBody http, ServiceBody service) implements TaskBody {
  private static final Pattern CATALOGUE =
      Pattern.compile("([A-Za-z][\\w.-]*):(\\d+\\.\\d+\\.\\d+[\\w.+-]*)@([\\w.-]+)");
  private static final List<String> LATER = List.of("a2a");

  CallBody(Toolkit tools) {
    this(tools, new HttpBody(tools, new Endpoints(tools)), new ServiceBody(tools));
  }

  @Override
  public @Nullable Task read(TaskHead head, Fields fields, Set<String> scope) {
    Place place = fields.find("call");
    String target = place == null ? null : tools.context().text(place, "'call'");
    Place with = fields.find("with");
    if (place == null || target == null) {
      return null;
    }
    if (LATER.contains(target)) {
      tools
          .context()
          .notSupported(
              "`call: " + target + "`",
              "Use `call: http`, `call: mcp` or a connector's action instead.",
              place.pointer(),
              place.span());
      return null;
    }
    if (target.equals("http")) {
      Fields arguments = fields.requireObject("with", "'with' of '" + head.name() + "'");
      return arguments == null ? null : http.read(head, arguments, scope);
    }
    if (ServiceBody.KINDS.contains(target)) {
      Fields arguments = fields.requireObject("with", "'with' of '" + head.name() + "'");
      return arguments == null ? null : service.read(head, target, arguments, scope);
    }
    if (with != null && !with.node().json().isObject()) {
      tools.context().wrongKind(with, "'with'", "an object");
      return null;
    }
    return function(head, target, place, with, scope);
  }

  private @Nullable Task function(
      TaskHead head, String target, Place place, @Nullable Place with, Set<String> scope) {
    Template arguments =
        with == null
            ? new LiteralTemplate(JsonNodeFactory.instance.objectNode())
            : tools.templates().value(with, scope);
    if (tools.reusables().functions.contains(target)) {
      return new Task.CallLocal(head, target, arguments);
    }
    Matcher matcher = CATALOGUE.matcher(target);
    if (matcher.matches() && matcher.group(3).equals("default")) {
      return new Task.CallFunction(
          head,
          matcher.group(1),
          matcher.group(2),
          member(arguments, "connection"),
          without(arguments, "connection"));
    }
    unknown(target, place.pointer(), place.span(), matcher);
    return null;
  }

  private void unknown(String target, String pointer, Span span, Matcher matcher) {
    if (matcher.matches() || target.contains("://")) {
      tools
          .context()
          .notSupported(
              "a catalogue other than 'default' (in '" + target + "')",
              "Use a connector's action: `call: connector.action:1.0.0@default`.",
              pointer,
              span);
      return;
    }
    tools
        .context()
        .problems()
        .error(
            "flow.unknown-function",
            "There is no function '"
                + target
                + "': it is neither in `use.functions` nor written like"
                + " connector.action:1.0.0@default."
                + Names.suggestion(target, tools.reusables().functions),
            pointer,
            span);
  }

  private static @Nullable Template member(Template object, String key) {
    return switch (object) {
      case ObjectTemplate template -> template.members().get(key);
      case LiteralTemplate(JsonNode value) when value.get(key) != null ->
          new LiteralTemplate(value.get(key));
      default -> null;
    };
  }

  private static Template without(Template object, String key) {
    if (object instanceof ObjectTemplate template) {
      Map<String, Template> rest = new LinkedHashMap<>(template.members());
      rest.remove(key);
      return new ObjectTemplate(rest);
    }
    if (object instanceof LiteralTemplate(ObjectNode value) && value.has(key)) {
      ObjectNode rest = JsonNodeFactory.instance.objectNode();
      value.properties().stream()
          .filter(member -> !member.getKey().equals(key))
          .forEach(member -> rest.set(member.getKey(), member.getValue()));
      return new LiteralTemplate(rest);
    }
    return object;
  }
}
