package io.patchbay.flow.parse;

import io.patchbay.expression.CompileOptions;
import io.patchbay.expression.Expression;
import io.patchbay.expression.ExpressionSyntaxException;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.syntax.SourceNode.Scalar;
import io.patchbay.flow.syntax.SourceNode.Sequence;
import io.patchbay.flow.syntax.Span;
import io.patchbay.flow.template.ArrayTemplate;
import io.patchbay.flow.template.JqTemplate;
import io.patchbay.flow.template.JsonSchema;
import io.patchbay.flow.template.LiteralTemplate;
import io.patchbay.flow.template.ObjectTemplate;
import io.patchbay.flow.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/** Compiles values with expressions in them, and schemas. */
final class Templates {
  private static final Template NOTHING = new LiteralTemplate(NullNode.getInstance());
  private static final Pattern BARE =
      Pattern.compile("\\s*(\\.[\\w\\[\"]|\\$(context|input|output|secrets|task|workflow)\\b).*");
  private static final Pattern MIXED = Pattern.compile("(?s).+\\$\\{.*\\}.*|.*\\$\\{.*\\}.*\\S+");

  private final Context context;

  Templates(Context context) {
    this.context = context;
  }

  /** A value: text is an expression only as a whole in <code>${ }</code>. */
  Template value(Place place, Set<String> scope) {
    SourceNode node = place.node();
    return switch (node) {
      case Scalar scalar -> scalar(scalar, place.pointer(), scope);
      case Sequence sequence -> array(sequence, place.pointer(), scope);
      case Mapping mapping -> object(mapping, place.pointer(), scope);
    };
  }

  /** A place where text is always an expression, with or without <code>${ }</code>. */
  Template expression(Place place, Set<String> scope) {
    if (place.node() instanceof Scalar scalar && scalar.json().isString()) {
      String text = scalar.json().stringValue();
      return isWrapped(text)
          ? wrapped(scalar, text, place.pointer(), scope)
          : compile(scalar, text, 0, place.pointer(), scope);
    }
    return value(place, scope);
  }

  /** A condition: text that is always an expression, or true or false. */
  @Nullable Template condition(@Nullable Place place, String what, Set<String> scope) {
    if (place == null) {
      return null;
    }
    if (place.node() instanceof Scalar scalar
        && (scalar.json().isString() || scalar.json().isBoolean())) {
      return expression(place, scope);
    }
    context.wrongKind(place, what, "an expression");
    return NOTHING;
  }

  @Nullable JsonSchema schema(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    String format = fields.findText("format");
    Place resource = fields.find("resource");
    Place document = resource == null ? fields.require("document") : fields.find("document");
    fields.close();
    if (resource != null) {
      context.notSupported(
          "a schema from another place",
          "Write the schema inline, under `document`.",
          resource.pointer(),
          resource.span());
    }
    if (format != null && !format.equals("json") && !format.startsWith("json:")) {
      context.notSupported(
          "the schema format '" + format + "'",
          "Use `format: json`.",
          fields.pointer(),
          fields.span());
      return null;
    }
    return document == null ? null : compileSchema(document);
  }

  private @Nullable JsonSchema compileSchema(Place document) {
    try {
      return JsonSchema.compile(document.node().json());
    } catch (IllegalArgumentException e) {
      context
          .problems()
          .error(
              "flow.wrong-schema",
              "This is not a JSON Schema that can be used: " + e.getMessage() + ".",
              document.pointer(),
              document.span());
      return null;
    }
  }

  static boolean isWrapped(String text) {
    String stripped = text.strip();
    return stripped.startsWith("${") && stripped.endsWith("}") && stripped.length() > 3;
  }

  private Template scalar(Scalar scalar, String pointer, Set<String> scope) {
    if (!scalar.json().isString()) {
      return new LiteralTemplate(scalar.json());
    }
    String text = scalar.json().stringValue();
    if (isWrapped(text)) {
      return wrapped(scalar, text, pointer, scope);
    }
    if (BARE.matcher(text).matches()) {
      context
          .problems()
          .warning(
              "flow.bare-expression",
              "'"
                  + shortened(text)
                  + "' is taken as plain text. If it is an expression, write"
                  + " ${ "
                  + shortened(text.strip())
                  + " }.",
              pointer,
              scalar.span());
    } else if (MIXED.matcher(text).matches()) {
      context
          .problems()
          .warning(
              "flow.mixed-expression",
              "'"
                  + shortened(text)
                  + "' is taken as plain text: an expression must be the whole"
                  + " value. Write ${ \"text \\(.field)\" }.",
              pointer,
              scalar.span());
    }
    return new LiteralTemplate(scalar.json());
  }

  private Template wrapped(Scalar scalar, String text, String pointer, Set<String> scope) {
    int start = text.indexOf("${") + 2;
    return compile(scalar, text.substring(start, text.lastIndexOf('}')), start, pointer, scope);
  }

  private Template compile(
      Scalar scalar, String source, int offset, String pointer, Set<String> scope) {
    try {
      return new JqTemplate(Expression.compile(source, CompileOptions.withVariables(scope)));
    } catch (ExpressionSyntaxException e) {
      Span span = scalar.raw().locate(scalar.json().stringValue(), offset + e.offset());
      if (e.problem().contains("$secrets")) {
        context
            .problems()
            .error(
                "flow.secret-outside-authentication",
                "`$secrets` can be used below `authentication` only, so that no secret gets into"
                    + " data, logs or the journal. Use a connection, or authenticate there.",
                pointer,
                span);
        return NOTHING;
      }
      if (e.problem().startsWith("unknown variable")) {
        String known = scope.stream().sorted().collect(Collectors.joining(", $", "$", ""));
        context
            .problems()
            .error(
                "flow.unknown-variable",
                "This expression uses an "
                    + e.problem()
                    + (e.problem().endsWith("?") ? " " : ". ")
                    + (scope.isEmpty() ? "There are none here." : "Known here: " + known + "."),
                pointer,
                span);
        return NOTHING;
      }
      context
          .problems()
          .error(
              "flow.wrong-expression",
              "This expression is not valid jq: " + e.problem() + ".",
              pointer,
              span);
      return NOTHING;
    }
  }

  private Template array(Sequence sequence, String pointer, Set<String> scope) {
    List<Template> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      items.add(value(new Place(sequence.items().get(i), Pointers.child(pointer, i)), scope));
    }
    boolean literal = items.stream().allMatch(item -> item.literal().isPresent());
    return literal ? new LiteralTemplate(sequence.json()) : new ArrayTemplate(items);
  }

  private Template object(Mapping mapping, String pointer, Set<String> scope) {
    Map<String, Template> members = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                members.put(
                    key, value(new Place(entry.value(), Pointers.child(pointer, key)), scope)));
    boolean literal = members.values().stream().allMatch(member -> member.literal().isPresent());
    return literal ? new LiteralTemplate(mapping.json()) : new ObjectTemplate(members);
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
