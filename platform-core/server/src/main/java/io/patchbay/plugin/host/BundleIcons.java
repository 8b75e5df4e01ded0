package io.patchbay.plugin.host;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts the icons that a catalogue names by path into it, as addresses that hold the picture. */
final class BundleIcons {

  private static final JsonMapper JSON = JsonMapper.shared();

  private BundleIcons() {}

  /** Text that is no catalogue comes back as it is: the reader will say what is wrong with it. */
  static String inlined(String catalogue, BundleEntries entries) {
    JsonNode root;
    try {
      root = JSON.readTree(catalogue);
    } catch (JacksonException e) {
      return catalogue;
    }
    for (JsonNode connector : root.path("connectors").values()) {
      if (connector instanceof ObjectNode object && object.path("icon").isString()) {
        String path = object.path("icon").stringValue().replaceFirst("^/", "");
        Optional<String> svg = entries.text("classes/" + path);
        if (svg.isPresent()) {
          object.put("icon", dataUri(svg.get()));
        } else {
          object.remove("icon");
        }
      }
    }
    return JSON.writeValueAsString(root);
  }

  private static String dataUri(String svg) {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }
}
