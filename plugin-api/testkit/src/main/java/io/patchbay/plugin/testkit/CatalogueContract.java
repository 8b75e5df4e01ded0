package io.patchbay.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the catalogue shows is true: labels are there, schemas are schemas, samples fit them and the
 * connector.
 */
public interface CatalogueContract extends ConnectorFixture {
  /** JSON Schema with the keyword that only forms read. */
  Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .keyword(new NonValidationKeyword("x-patchbay"))
          .build();

  @Test
  default void everyEntryHasLabelAndHelp() {
    Catalogue catalogue = Catalogue.of(connector());
    assertAll(
        Stream.of(catalogue.actions(), catalogue.pollingTriggers(), catalogue.webhookTriggers())
            .flatMap(List::stream)
            .map(
                entry ->
                    () -> {
                      assertFalse(
                          String.valueOf(entry.values().get("label")).isBlank(),
                          entry.name() + ": label");
                      assertFalse(
                          String.valueOf(entry.values().get("help")).isBlank(),
                          entry.name() + ": help");
                    }));
  }

  @TestFactory
  default Stream<DynamicTest> samplesFitTheirSchemas() {
    Catalogue catalogue = Catalogue.of(connector());
    Stream<DynamicTest> actions =
        catalogue.actions().stream()
            .flatMap(
                a ->
                    Stream.of(
                        fits(a, "sampleInput", "inputSchema"),
                        fits(a, "sampleOutput", "outputSchema")));
    Stream<DynamicTest> triggers =
        Stream.of(catalogue.pollingTriggers(), catalogue.webhookTriggers())
            .flatMap(List::stream)
            .flatMap(
                t ->
                    Stream.of(
                        fits(t, "sampleParams", "paramsSchema"),
                        fits(t, "sampleItem", "itemSchema")));
    return Stream.concat(actions, triggers);
  }

  private static DynamicTest fits(Catalogue.Entry entry, String sample, String schema) {
    return DynamicTest.dynamicTest(
        "%s of %s".formatted(sample, entry.name()),
        () -> {
          Map<String, @Nullable Object> value =
              entry
                  .object(sample)
                  .orElseThrow(
                      () ->
                          new AssertionError(
                              "%s has no %s: give each required component a sample."
                                  .formatted(entry.name(), sample)));
          assertEquals(List.of(), problems(entry.object(schema).orElseThrow(), value));
        });
  }

  private static List<String> problems(
      Map<String, @Nullable Object> schema, Map<String, @Nullable Object> value) {
    JacksonText json = new JacksonText();
    Schema compiled = SchemaRegistry.withDefaultDialect(DIALECT).getSchema(json.write(schema));
    return compiled.validate(json.write(value), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  @TestFactory
  default Stream<DynamicTest> theConnectorAcceptsItsOwnSamples() {
    return Catalogue.of(connector()).actions().stream()
        .map(
            action ->
                DynamicTest.dynamicTest(
                    action.name(),
                    () -> {
                      try (TestPlatform platform = TestPlatform.of(connector())) {
                        assertDoesNotThrow(
                            () ->
                                platform
                                    .dispatcher()
                                    .validateInput(
                                        action.id(), action.version(), action.sampleInput()));
                      }
                    }));
  }
}
