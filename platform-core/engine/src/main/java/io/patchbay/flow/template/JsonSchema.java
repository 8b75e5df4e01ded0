package io.patchbay.flow.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.InvalidSchemaException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A compiled JSON Schema (draft 2020-12 unless it names another). References stay within the
 * document: nothing is fetched. Regular expressions take linear time. Thread-safe.
 */
public final class JsonSchema {
  private static final int SHOWN = 10;
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .pathType(PathType.JSON_POINTER)
                          .formatAssertionsEnabled(true)
                          .regularExpressionFactory(JsonSchema::linearTime)
                          .build())
                  .schemaCacheEnabled(false)
                  .schemaLoader(
                      loader ->
                          loader.allow(
                              iri -> iri.toString().startsWith("https://json-schema.org/"))));

  private final Schema schema;

  private JsonSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * Compiles a schema.
   *
   * @throws IllegalArgumentException with a sentence for the author when it is not a valid schema
   */
  public static JsonSchema compile(JsonNode document) {
    if (!document.isObject() && !document.isBoolean()) {
      throw new IllegalArgumentException("a JSON Schema is an object");
    }
    try {
      Schema schema = REGISTRY.getSchema(document);
      schema.initializeValidators();
      return new JsonSchema(schema);
    } catch (InvalidSchemaException | PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (SchemaException e) {
      throw new IllegalArgumentException(
          e.getMessage() + " (references must stay within the schema)", e);
    }
  }

  public List<SchemaViolation> violations(JsonNode value) {
    return schema.validate(value).stream().map(JsonSchema::violation).toList();
  }

  /** As {@link #violations}; a value that cannot be checked at all does not fit. */
  public List<SchemaViolation> check(JsonNode value) {
    try {
      return violations(value);
    } catch (SchemaException e) {
      return List.of(new SchemaViolation("", "cannot be checked: " + e.getMessage()));
    }
  }

  /**
   * @param what names the value in the message: {@code input of 'charge'}
   */
  public void require(JsonNode value, String what) throws EvaluationException {
    List<SchemaViolation> violations = check(value);
    if (!violations.isEmpty()) {
      String list =
          violations.stream()
              .limit(SHOWN)
              .map(SchemaViolation::toString)
              .collect(Collectors.joining("; "));
      throw new EvaluationException(
          FlowError.of(ErrorType.VALIDATION, "The " + what + " does not fit its schema", list));
    }
  }

  private static SchemaViolation violation(Error error) {
    return new SchemaViolation(
        error.getInstanceLocation().toString(), String.valueOf(error.getMessage()));
  }

  private static RegularExpression linearTime(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return value -> pattern.matcher(value).find();
  }
}
