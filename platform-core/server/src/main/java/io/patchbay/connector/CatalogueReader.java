package io.patchbay.connector;

import io.patchbay.call.EffectKind;
import io.patchbay.connector.Catalogue.Connector;
import io.patchbay.connector.Catalogue.Function;
import io.patchbay.connector.Catalogue.Kind;
import io.patchbay.plugin.PluginApi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a catalogue; text from a bundle is not trusted, so everything in it is checked. */
public final class CatalogueReader {

  private static final int MOST = 2_000;
  private static final int LARGEST_ICON = 64 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxStringLength(200_000)
                          .maxDocumentLength(4L * 1024 * 1024)
                          .build())
                  .build())
          .build();

  private CatalogueReader() {}

  /**
   * @throws IllegalArgumentException says what is wrong with it
   */
  public static Catalogue read(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not valid JSON", e);
    }
    int format = root.path("formatVersion").asInt(0);
    if (format != PluginApi.CATALOGUE_FORMAT) {
      throw new IllegalArgumentException(
          "its format is " + format + ", this platform reads " + PluginApi.CATALOGUE_FORMAT);
    }
    List<Connector> connectors = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : list(root, "connectors")) {
      Connector connector = connector(node);
      if (!ids.add(connector.id())) {
        throw new IllegalArgumentException("connector '" + connector.id() + "' is in it twice");
      }
      connectors.add(connector);
    }
    if (connectors.isEmpty()) {
      throw new IllegalArgumentException("it has no connector");
    }
    return new Catalogue(text(root, "apiVersion", "[0-9.]{5,20}"), connectors);
  }

  private static Connector connector(JsonNode node) {
    String id = text(node, "id", "[a-z][a-z0-9-]{0,62}");
    return new Connector(
        id,
        text(node, "label", "(?s).{1,200}"),
        node.path("help").asString(""),
        icon(node),
        text(node, "dispatcher", "[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)+"),
        node.path("check").asBoolean(false),
        list(node, "connectionKinds").stream().map(CatalogueReader::kind).toList(),
        functions(node, "actions", "inputSchema", "outputSchema", "Input", "Output"),
        functions(node, "pollingTriggers", "paramsSchema", "itemSchema", "Params", "Item"),
        functions(node, "webhookTriggers", "paramsSchema", "itemSchema", "Params", "Item"));
  }

  private static @Nullable String icon(JsonNode node) {
    String icon = node.path("icon").asString("");
    return icon.isEmpty() || icon.length() > LARGEST_ICON ? null : icon;
  }

  private static Kind kind(JsonNode node) {
    return new Kind(
        text(node, "id", "[A-Za-z][A-Za-z0-9-]{0,62}"),
        text(node, "label", "(?s).{1,200}"),
        node.path("help").asString(""),
        node.path("auth").asString("custom"),
        schema(node, "settingsSchema"));
  }

  private static List<Function> functions(
      JsonNode node, String list, String input, String output, String sampleIn, String sampleOut) {
    List<Function> functions = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode each : list(node, list)) {
      Function function =
          new Function(
              text(each, "id", "[a-z][A-Za-z0-9]{0,62}"),
              text(each, "version", "[0-9]{1,6}\\.[0-9]{1,6}\\.[0-9]{1,6}"),
              text(each, "label", "(?s).{1,200}"),
              each.path("help").asString(""),
              effect(each),
              each.path("lookup").asString("").isEmpty() ? null : each.path("lookup").asString(),
              each.path("interval").asString("").isEmpty()
                  ? null
                  : each.path("interval").asString(),
              schema(each, input),
              schema(each, output),
              each.get("sample" + sampleIn),
              each.get("sample" + sampleOut));
      if (!ids.add(function.id() + ":" + function.version())) {
        throw new IllegalArgumentException("'" + function.id() + "' is in " + list + " twice");
      }
      functions.add(function);
    }
    return functions;
  }

  private static EffectKind effect(JsonNode node) {
    String name = node.path("effect").asString("read");
    try {
      return EffectKind.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the effect '" + name + "' is not known", e);
    }
  }

  private static JsonNode schema(JsonNode node, String name) {
    JsonNode schema = node.path(name);
    if (!schema.isObject()) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return schema;
  }

  private static List<JsonNode> list(JsonNode node, String name) {
    JsonNode list = node.path(name);
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MOST) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a list of at most " + MOST + " elements");
    }
    return List.copyOf(list.values());
  }

  private static String text(JsonNode node, String name, String form) {
    String value = node.path(name).asString("");
    if (!value.matches(form)) {
      throw new IllegalArgumentException("'" + name + "' is missing or malformed");
    }
    return value;
  }
}
