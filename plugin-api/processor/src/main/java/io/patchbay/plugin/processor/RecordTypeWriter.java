package io.patchbay.plugin.processor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the readers and writers of records and enums. */
final class RecordTypeWriter {
  private final SourceText out;

  RecordTypeWriter(SourceText out) {
    this.out = out;
  }

  void writeEnum(TypeModel.EnumType type, String constant) {
    out.line("private static final JsonType<%s> %s =", type.javaName(), constant);
    out.line("    JsonTypes.enumeration(%s.class, value -> switch (value) {", type.javaName());
    type.options()
        .forEach(o -> out.line("      case %s -> %s;", o.constant(), Texts.literal(o.value())));
    out.line("    });");
    out.line("");
  }

  void writeRecord(RecordModel record) {
    for (FieldModel field : record.fields()) {
      if (!field.constraints().isEmpty()) {
        out.line(
            "private static final FieldRule %s = %s;",
            rule(record, field), ruleExpression(field.constraints()));
      }
    }
    out.line(
        "private static final RecordType<%s> %s = new RecordType<>(%s.class) {",
        record.javaName(), record.constant(), record.javaName());
    out.line("  @Override");
    out.line("  protected %s create(ObjectReader in) {", record.javaName());
    int index = 0;
    for (FieldModel field : record.fields()) {
      out.line("    var c%d = in.%s;", index++, readCall(record, field));
    }
    String arguments =
        IntStream.range(0, record.fields().size())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", "));
    out.line("    return in.ok() ? new %s(%s) : null;", record.javaName(), arguments);
    out.line("  }");
    out.line("");
    out.line("  @Override");
    out.line("  protected void fill(%s value, ObjectWriter out) {", record.javaName());
    for (FieldModel field : record.fields()) {
      String unwrap = field.presence() == FieldModel.Presence.OPTIONAL ? ".orElse(null)" : "";
      out.line(
          "    out.put(%s, %s, value.%s()%s);",
          Texts.literal(field.jsonName()), reader(field.type()), field.component(), unwrap);
    }
    out.line("  }");
    out.line("};");
    out.line("");
  }

  private static String readCall(RecordModel record, FieldModel field) {
    String common =
        "(%s, %s, %s"
            .formatted(
                Texts.literal(field.jsonName()),
                reader(field.type()),
                field.constraints().isEmpty() ? "FieldRule.NONE" : rule(record, field));
    return switch (field.presence()) {
      case REQUIRED -> "required" + common + ")";
      case OPTIONAL -> "optional" + common + ")";
      case NULLABLE -> "nullable" + common + ")";
      case DEFAULT -> "orDefault" + common + ", " + defaultExpression(field) + ")";
    };
  }

  private static String defaultExpression(FieldModel field) {
    return switch (field.defaultValue()) {
      case String text -> Texts.literal(text);
      case BigDecimal number ->
          "new java.math.BigDecimal(" + Texts.literal(number.toString()) + ")";
      case Boolean bool -> "Boolean." + bool.toString().toUpperCase(Locale.ROOT);
      case List<?> ignored -> "java.util.List.of()";
      case Map<?, ?> ignored -> "java.util.Map.of()";
      case null, default ->
          throw new IllegalStateException("No default value for " + field.component());
    };
  }

  private static String rule(RecordModel record, FieldModel field) {
    return "RULE_" + record.constant() + "_" + field.component();
  }

  private static String ruleExpression(FieldModel.Constraints rules) {
    String options =
        rules.options().stream().map(o -> ", " + Texts.literal(o)).collect(Collectors.joining());
    return "FieldRule.of(%s, %s, %d, %d, %s%s)"
        .formatted(
            Texts.literal(rules.min()),
            Texts.literal(rules.max()),
            rules.minLength(),
            rules.maxLength(),
            Texts.literal(rules.pattern()),
            options);
  }

  static String reader(TypeModel type) {
    return switch (type) {
      case TypeModel.Scalar scalar -> scalar.kind().reader();
      case TypeModel.EnumType enumeration -> enumConstant(enumeration);
      case TypeModel.RecordRef ref -> ref.model().constant();
      case TypeModel.ListOf list -> "JsonTypes.list(" + reader(list.element()) + ")";
      case TypeModel.MapOf map -> "JsonTypes.map(" + reader(map.value()) + ")";
      case TypeModel.Any ignored -> "JsonTypes.ANY";
    };
  }

  static String enumConstant(TypeModel.EnumType type) {
    return "ENUM_" + type.javaName().replace('.', '_');
  }
}
