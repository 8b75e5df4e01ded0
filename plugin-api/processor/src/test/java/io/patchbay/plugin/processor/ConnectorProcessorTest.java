package io.patchbay.plugin.processor;

import static io.patchbay.plugin.processor.Compilation.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectorProcessorTest {
  @TempDir Path folder;

  @Test
  void writesTheCatalogueOfACompleteConnector() throws Exception {
    Compilation compiled = Compilation.of(folder, Sources.complete());
    assertEquals(List.of(), compiled.messages());
    Map<String, ?> shop = compiled.connector();
    assertEquals("shop", at(shop, "id"));
    assertEquals("demo.ShopConnectorDispatcher", at(shop, "dispatcher"));
    assertEquals("api-key", at(shop, "connectionKinds", 1, "auth"));
    assertEquals(
        true,
        at(
            shop,
            "connectionKinds",
            1,
            "settingsSchema",
            "properties",
            "key",
            "x-patchbay",
            "secret"));
    assertEquals("find:2.0.0", at(shop, "actions", 1, "lookup"));
    assertEquals("unsafe", at(shop, "actions", 1, "effect"));
    assertEquals("null", at(shop, "actions", 2, "outputSchema", "anyOf", 1, "type"));
    assertEquals("newOrder", at(shop, "pollingTriggers", 0, "id"));
    assertEquals("orderEvent", at(shop, "webhookTriggers", 0, "id"));
  }

  @Test
  void drawsSchemaAndSampleFromTheComponents() throws Exception {
    Object echo = at(Compilation.of(folder, Sources.complete()).connector(), "actions", 0);
    Object properties = at(echo, "inputSchema", "properties");
    assertEquals(List.of("red", "BLUE"), at(properties, "colour", "enum"));
    assertEquals("Fire red", at(properties, "colour", "x-patchbay", "optionLabels", "red"));
    assertEquals(
        "^(?:[A-Z]-\\d+)$", at(properties, "lines", "items", "properties", "article", "pattern"));
    assertEquals("PT5S", at(properties, "pause", "default"));
    assertEquals("date-time", at(properties, "when-at", "format"));
    assertEquals(List.of("id", "lines", "colour", "when-at"), at(echo, "inputSchema", "required"));
    assertEquals(false, at(echo, "inputSchema", "additionalProperties"));
    assertEquals("red", at(echo, "sampleInput", "colour"));
    assertEquals("A-1", at(echo, "sampleInput", "lines", 0, "article"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesMistakesWithAdvice(Mistake mistake) throws Exception {
    List<String> messages = Compilation.of(folder, Sources.with(mistake.members())).messages();
    assertTrue(
        messages.stream().anyMatch(m -> m.startsWith("ERROR") && m.contains(mistake.message())),
        () -> "No error says '" + mistake.message() + "': " + messages);
  }

  record Mistake(String message, String members) {}

  static List<Mistake> mistakes() {
    return List.of(
        new Mistake(
            "has no look-up",
            action("UNSAFE", "", "E a(E in, S s, ActionContext c) { return in; }")),
        new Mistake(
            "is not an action of this connector",
            action(
                "UNSAFE", ", lookup = \"nope\"", "E a(E in, S s, ActionContext c) { return in; }")),
        new Mistake(
            "must be a READ action that returns Optional",
            action(
                "UNSAFE", ", lookup = \"ok\"", "E a(E in, S s, ActionContext c) { return in; }")),
        new Mistake(
            "needs no look-up",
            action("READ", ", lookup = \"ok\"", "E a(E in, S s, ActionContext c) { return in; }")),
        new Mistake(
            "has the wrong shape", action("READ", "", "E a(E in, ActionContext c) { return in; }")),
        new Mistake(
            "has the wrong shape",
            action("READ", "", "private E a(E in, S s, ActionContext c) { return in; }")),
        new Mistake(
            "is not a record",
            action("READ", "", "E a(String in, S s, ActionContext c) { return new E(); }")),
        new Mistake(
            "Use one settings type",
            action("READ", "", "E a(E in, E s, ActionContext c) { return in; }")),
        new Mistake(
            "There are two actions 'ok:1.0.0'",
            "@Action(id = \"ok\", version = \"1.0.0\", label = \"x\", effect = Effect.READ)"
                + " E again(E in, S s, ActionContext c) { return in; }"),
        new Mistake(
            "is not three numbers",
            "@Action(id = \"x\", version = \"1.0\", label = \"x\", effect = Effect.READ) E x(E in,"
                + " S s, ActionContext c) { return in; }"),
        new Mistake(
            "is a secret and has a default value", input("@Field(defaultValue = \"x\") Secret a")),
        new Mistake("secrets belong into the connection's settings", input("Secret a")),
        new Mistake("has no JSON form", input("java.util.Date a")),
        new Mistake("has no JSON form", input("Map<Integer, String> a")),
        new Mistake("contains itself", input("List<In> a")),
        new Mistake("required = false and no value", input("@Field(required = false) String a")),
        new Mistake("min and max are for numbers", input("@Field(min = \"1\") String a")),
        new Mistake("is not a number", input("@Field(min = \"one\") int a")),
        new Mistake("is not JSON", input("@Field(sample = \"{\") List<String> a")),
        new Mistake("not a regular expression", input("@Field(pattern = \"(\") String a")),
        new Mistake("Choose one", input("@Field(defaultValue = \"x\") Optional<String> a")),
        new Mistake(
            "must be a static class",
            "@WebhookTrigger(id = \"w\", version = \"1.0.0\", label = \"w\") static class W {}"));
  }

  private static String action(String effect, String more, String method) {
    return "@Action(id = \"a\", version = \"1.0.0\", label = \"A\", effect = Effect."
        + effect
        + more
        + ") "
        + method;
  }

  private static String input(String component) {
    return "public record In("
        + component
        + ") {}\n"
        + action("READ", "", "E a(In in, S s, ActionContext c) { return new E(); }");
  }

  @Test
  void refusesTwoConnectorsWithOneId() throws Exception {
    String second = Sources.with("").replace("class Demo", "class Other");
    List<String> messages = Compilation.of(folder, Sources.with(""), second).messages();
    assertTrue(messages.toString().contains("There are two connectors 'demo'"), messages::toString);
  }
}
