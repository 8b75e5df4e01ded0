package io.patchbay.flow.check;

import io.patchbay.flow.parse.Names;
import io.patchbay.flow.parse.Pointers;
import io.patchbay.flow.parse.Problems;
import io.patchbay.flow.syntax.Positions;
import io.patchbay.flow.template.ArrayTemplate;
import io.patchbay.flow.template.JqTemplate;
import io.patchbay.flow.template.JsonSchema;
import io.patchbay.flow.template.LiteralTemplate;
import io.patchbay.flow.template.ObjectTemplate;
import io.patchbay.flow.template.SchemaViolation;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fits the parts of a value that are literal to their part of a schema; what an expression will
 * give is not guessed.
 *
 * @param root the function's whole schema, where references lead
 */
record LiteralParts(JsonNode root, Positions at, Problems problems) {
  private static final String DEFINITIONS = "#/$defs/";

  void check(Template value, JsonNode declared, String pointer) {
    JsonNode schema = resolved(declared);
    switch (value) {
      case LiteralTemplate(JsonNode literal) -> whole(literal, schema, pointer);
      case ObjectTemplate object -> object(object, schema, pointer);
      case ArrayTemplate array -> array(array, schema, pointer);
      case JqTemplate _ -> {}
    }
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.startsWith(DEFINITIONS)
        ? root.path("$defs").path(reference.substring(DEFINITIONS.length()))
        : schema;
  }

  private void whole(JsonNode literal, JsonNode schema, String pointer) {
    for (SchemaViolation violation : violations(schema, literal)) {
      problem(pointer + violation.pointer(), violation.message());
    }
  }

  private List<SchemaViolation> violations(JsonNode schema, JsonNode value) {
    try {
      JsonNode definitions = root.get("$defs");
      JsonNode whole = schema;
      if (definitions != null && schema instanceof ObjectNode object) {
        whole = object.deepCopy().set("$defs", definitions);
      }
      return JsonSchema.compile(whole).violations(value);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private void object(ObjectTemplate value, JsonNode schema, String pointer) {
    if (!takes(schema, "object")) {
      problem(pointer, "an object is not " + types(schema));
      return;
    }
    for (JsonNode name : schema.path("required")) {
      if (!value.members().containsKey(name.asString())) {
        problem(pointer, "'" + name.asString() + "' is missing");
      }
    }
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    boolean closed = others.isBoolean() && !others.booleanValue();
    for (Map.Entry<String, Template> member : value.members().entrySet()) {
      JsonNode property = properties.get(member.getKey());
      String place = Pointers.child(pointer, member.getKey());
      if (property != null) {
        check(member.getValue(), property, place);
      } else if (closed && !schema.has("patternProperties")) {
        List<String> known = properties.properties().stream().map(Map.Entry::getKey).toList();
        problem(
            place,
            "there is no member '"
                + member.getKey()
                + "'"
                + Names.suggestion(member.getKey(), known).replace("?", ""));
      }
    }
  }

  private void array(ArrayTemplate value, JsonNode schema, String pointer) {
    if (!takes(schema, "array")) {
      problem(pointer, "a list is not " + types(schema));
      return;
    }
    JsonNode items = schema.path("items");
    for (int i = 0; items.isObject() && i < value.items().size(); i++) {
      check(value.items().get(i), items, Pointers.child(pointer, i));
    }
  }

  private static boolean takes(JsonNode schema, String type) {
    JsonNode declared = schema.path("type");
    if (declared.isString()) {
      return declared.stringValue().equals(type);
    }
    if (!declared.isArray()) {
      return true;
    }
    for (JsonNode one : declared) {
      if (one.asString("").equals(type)) {
        return true;
      }
    }
    return false;
  }

  private static String types(JsonNode schema) {
    JsonNode declared = schema.path("type");
    if (declared.isString()) {
      return "of type " + declared.stringValue();
    }
    return "of the types " + declared;
  }

  private void problem(String place, String why) {
    problems.error(
        "flow.wrong-input",
        "This does not fit the function's schema: " + why + ".",
        place,
        at.at(place));
  }
}
