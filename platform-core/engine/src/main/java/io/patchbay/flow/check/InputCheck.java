package io.patchbay.flow.check;

import io.patchbay.call.FunctionDescriptor;
import io.patchbay.flow.parse.Names;
import io.patchbay.flow.parse.Pointers;
import io.patchbay.flow.parse.Problems;
import io.patchbay.flow.syntax.Positions;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.LiteralTemplate;
import io.patchbay.flow.template.ObjectTemplate;
import io.patchbay.flow.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Do the literal parts of a call's input fit the function's schema? Expressions are not guessed.
 */
final class InputCheck {

  void check(Task.CallFunction call, FunctionDescriptor function, Positions at, Problems problems) {
    Map<String, Template> members = members(call.with());
    JsonNode schema = function.inputSchema();
    if (members == null || !schema.isObject()) {
      return;
    }
    String with = call.reference() + "/with";
    JsonNode properties = schema.path("properties");
    required(call, members, schema, at, problems);
    members.forEach(
        (name, template) -> {
          String pointer = Pointers.child(with, name);
          JsonNode property = properties.get(name);
          if (property == null) {
            unknown(call, name, properties, schema, pointer, at, problems);
          } else {
            new LiteralParts(schema, at, problems).check(template, property, pointer);
          }
        });
  }

  private static @org.jspecify.annotations.Nullable Map<String, Template> members(Template with) {
    return switch (with) {
      case ObjectTemplate object -> object.members();
      case LiteralTemplate(JsonNode value) when value.isObject() -> {
        Map<String, Template> members = new LinkedHashMap<>();
        value.properties().forEach(m -> members.put(m.getKey(), new LiteralTemplate(m.getValue())));
        yield members;
      }
      default -> null;
    };
  }

  private static void required(
      Task.CallFunction call,
      Map<String, Template> members,
      JsonNode schema,
      Positions at,
      Problems problems) {
    for (JsonNode name : schema.path("required")) {
      if (!members.containsKey(name.asString())) {
        problems.error(
            "flow.missing-input",
            "'"
                + call.name()
                + "' lacks '"
                + name.asString()
                + "': '"
                + call.function()
                + "' needs it. Add it under `with`.",
            call.reference() + "/with",
            at.ofKey(call.reference() + "/with"));
      }
    }
  }

  private static void unknown(
      Task.CallFunction call,
      String name,
      JsonNode properties,
      JsonNode schema,
      String pointer,
      Positions at,
      Problems problems) {
    JsonNode additional = schema.get("additionalProperties");
    if (additional == null || !additional.isBoolean() || additional.booleanValue()) {
      return;
    }
    List<String> known = properties.properties().stream().map(Map.Entry::getKey).toList();
    problems.error(
        "flow.unknown-input",
        "'"
            + call.function()
            + "' has no input '"
            + name
            + "'."
            + Names.suggestion(name, known)
            + " It takes "
            + String.join(", ", known)
            + ".",
        pointer,
        at.ofKey(pointer));
  }
}
