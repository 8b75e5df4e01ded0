package io.patchbay.http.service;

import io.patchbay.call.CallRefused;
import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.syntax.YamlText;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON or YAML of somebody else, read within limits. */
final class DocumentText {
  static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int DEPTH = 200;
  private static final ParseLimits LIMITS = new ParseLimits(MOST_BYTES, DEPTH, 400_000, 0, 10);

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxTokenCount(1_000_000)
                          .build())
                  .build())
          .build();

  private DocumentText() {}

  static JsonNode tree(byte[] bytes) throws CallRefused {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    if (text.startsWith("{")) {
      try {
        return JSON.readTree(text);
      } catch (JacksonException e) {
        throw CallRefused.configuration(
            "The document is not JSON that can be read: " + e.getOriginalMessage());
      }
    }
    SourceNode root = YamlText.read(text, LIMITS).root();
    if (root == null || !root.json().isObject()) {
      throw CallRefused.configuration(
          "The document is neither JSON nor YAML, or too large or deep"
              + " (4 MiB, 200 levels, 400,000 values).");
    }
    return root.json();
  }
}
