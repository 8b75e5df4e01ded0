package io.patchbay.plugin.call;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.spi.JsonText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's JSON parser for plugins: 16 MiB, 200 levels, exact numbers. */
final class PluginJson implements JsonText {

  static final PluginJson INSTANCE = new PluginJson();

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxStringLength(16 * 1024 * 1024)
                          .maxDocumentLength(16L * 1024 * 1024)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PluginJson() {}

  @Override
  public @Nullable Object parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isMissingNode()) {
        throw ConnectorException.badResponse("There is no JSON: the text is empty.");
      }
      return JdkJson.fromNode(node);
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw ConnectorException.badResponse(
          "It is not JSON, or is nested too deep or too large"
              + (at == null
                  ? "."
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")."));
    }
  }

  @Override
  public String write(@Nullable Object value) {
    return JSON.writeValueAsString(JdkJson.toNode(value));
  }
}
