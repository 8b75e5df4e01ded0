package io.patchbay.plugin.processor;

import java.util.Arrays;
import java.util.Optional;

/** The scalar Java types with their JSON Schema type and format and their reader in JsonTypes. */
enum ScalarKind {
  STRING("java.lang.String", "string", "", "STRING", "String", true),
  BOOLEAN("boolean", "boolean", "", "BOOLEAN", "Boolean", false),
  BOXED_BOOLEAN("java.lang.Boolean", "boolean", "", "BOOLEAN", "Boolean", false),
  INT("int", "integer", "", "INT", "Integer", false),
  BOXED_INT("java.lang.Integer", "integer", "", "INT", "Integer", false),
  LONG("long", "integer", "", "LONG", "Long", false),
  BOXED_LONG("java.lang.Long", "integer", "", "LONG", "Long", false),
  DOUBLE("double", "number", "", "DOUBLE", "Double", false),
  BOXED_DOUBLE("java.lang.Double", "number", "", "DOUBLE", "Double", false),
  DECIMAL("java.math.BigDecimal", "number", "", "DECIMAL", "java.math.BigDecimal", false),
  INSTANT("java.time.Instant", "string", "date-time", "INSTANT", "java.time.Instant", true),
  DATE("java.time.LocalDate", "string", "date", "DATE", "java.time.LocalDate", true),
  DURATION("java.time.Duration", "string", "duration", "DURATION", "java.time.Duration", true),
  URL("java.net.URI", "string", "uri", "URL", "java.net.URI", true),
  SECRET("io.patchbay.plugin.Secret", "string", "", "SECRET", "io.patchbay.plugin.Secret", true);

  private final String javaName;
  private final String schemaType;
  private final String format;
  private final String reader;
  private final String boxedName;
  private final boolean textLike;

  ScalarKind(
      String javaName,
      String schemaType,
      String format,
      String reader,
      String boxedName,
      boolean textLike) {
    this.javaName = javaName;
    this.schemaType = schemaType;
    this.format = format;
    this.reader = reader;
    this.boxedName = boxedName;
    this.textLike = textLike;
  }

  static Optional<ScalarKind> ofJava(String javaName) {
    return Arrays.stream(values()).filter(k -> k.javaName.equals(javaName)).findFirst();
  }

  String schemaType() {
    return schemaType;
  }

  String format() {
    return format;
  }

  String reader() {
    return "JsonTypes." + reader;
  }

  String boxedName() {
    return boxedName;
  }

  boolean textLike() {
    return textLike;
  }

  boolean isNumber() {
    return schemaType.equals("integer") || schemaType.equals("number");
  }
}
