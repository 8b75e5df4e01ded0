package io.patchbay.plugin.processor;

import io.patchbay.plugin.processor.FieldModel.Presence;
import io.patchbay.plugin.processor.TypeModel.EnumOption;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Schema 2020-12 of the records, with {@code x-patchbay} for what only forms need. */
final class SchemaMaker {
  private final boolean unknownMembersAllowed;

  private SchemaMaker(boolean unknownMembersAllowed) {
    this.unknownMembersAllowed = unknownMembersAllowed;
  }

  /** For values that people and flows write. */
  static Map<String, @Nullable Object> input(RecordModel record) {
    return root(new SchemaMaker(false).object(record));
  }

  /** For values that connectors write. */
  static Map<String, @Nullable Object> output(RecordModel record, boolean mayBeNull) {
    Map<String, @Nullable Object> object = new SchemaMaker(true).object(record);
    if (!mayBeNull) {
      return root(object);
    }
    Map<String, @Nullable Object> either = new LinkedHashMap<>();
    either.put("anyOf", List.of(object, Map.of("type", "null")));
    return root(either);
  }

  private static Map<String, @Nullable Object> root(Map<String, @Nullable Object> schema) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.putAll(schema);
    return root;
  }

  private Map<String, @Nullable Object> object(RecordModel record) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    int position = 0;
    for (FieldModel field : record.fields()) {
      properties.put(field.jsonName(), property(field, ++position));
      if (field.presence() == Presence.REQUIRED) {
        required.add(field.jsonName());
      }
    }
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (!unknownMembersAllowed) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  private Map<String, @Nullable Object> property(FieldModel field, int position) {
    Map<String, @Nullable Object> schema = type(field.type());
    addConstraints(field, schema);
    schema.put("title", field.label());
    if (!field.help().isEmpty()) {
      schema.put("description", field.help());
    }
    if (field.defaultValue() != null) {
      schema.put("default", field.defaultValue());
    }
    if (field.sample() != null) {
      schema.put("examples", List.of(field.sample()));
    }
    schema.put("x-patchbay", hints(field, position));
    return schema;
  }

  private static Map<String, @Nullable Object> hints(FieldModel field, int position) {
    Map<String, @Nullable Object> hints = new LinkedHashMap<>();
    hints.put("label", field.label());
    putIf(!field.help().isEmpty(), hints, "help", field.help());
    hints.put("order", field.order() == 0 ? position : field.order());
    putIf(field.isSecret(), hints, "secret", true);
    putIf(field.multiline(), hints, "multiline", true);
    putIf(field.advanced(), hints, "advanced", true);
    putIf(field.sample() != null, hints, "sample", field.sample());
    if (field.type() instanceof TypeModel.EnumType type) {
      Map<String, @Nullable Object> labels = new LinkedHashMap<>();
      type.options().forEach(o -> labels.put(o.value(), o.label()));
      hints.put("optionLabels", labels);
    }
    return hints;
  }

  private static void putIf(
      boolean condition, Map<String, @Nullable Object> map, String name, @Nullable Object value) {
    if (condition) {
      map.put(name, value);
    }
  }

  private static void addConstraints(FieldModel field, Map<String, @Nullable Object> schema) {
    FieldModel.Constraints rules = field.constraints();
    String unit =
        switch (field.type()) {
          case TypeModel.ListOf ignored -> "Items";
          case TypeModel.MapOf ignored -> "Properties";
          default -> "Length";
        };
    putIf(rules.minLength() > 0, schema, "min" + unit, rules.minLength());
    putIf(rules.maxLength() < Integer.MAX_VALUE, schema, "max" + unit, rules.maxLength());
    putIf(!rules.pattern().isEmpty(), schema, "pattern", "^(?:" + rules.pattern() + ")$");
    putIf(!rules.options().isEmpty(), schema, "enum", rules.options());
    if (!rules.min().isEmpty()) {
      schema.put("minimum", new BigDecimal(rules.min()));
    }
    if (!rules.max().isEmpty()) {
      schema.put("maximum", new BigDecimal(rules.max()));
    }
  }

  private Map<String, @Nullable Object> type(TypeModel type) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    switch (type) {
      case TypeModel.Scalar scalar -> {
        schema.put("type", scalar.kind().schemaType());
        putIf(!scalar.kind().format().isEmpty(), schema, "format", scalar.kind().format());
        putIf(scalar.kind() == ScalarKind.SECRET, schema, "writeOnly", true);
      }
      case TypeModel.EnumType enumeration -> {
        schema.put("type", "string");
        schema.put("enum", enumeration.options().stream().map(EnumOption::value).toList());
      }
      case TypeModel.RecordRef ref -> schema.putAll(object(ref.model()));
      case TypeModel.ListOf list -> {
        schema.put("type", "array");
        schema.put("items", type(list.element()));
      }
      case TypeModel.MapOf map -> {
        schema.put("type", "object");
        schema.put("additionalProperties", type(map.value()));
      }
      case TypeModel.Any ignored -> {}
    }
    return schema;
  }
}
