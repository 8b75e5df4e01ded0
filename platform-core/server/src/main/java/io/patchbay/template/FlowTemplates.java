package io.patchbay.template;

import io.patchbay.flow.FlowOutline;
import io.patchbay.flow.FlowParser;
import io.patchbay.platform.json.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The templates that come with the platform, read from its own archive when first asked for. */
@Singleton
public class FlowTemplates {

  /** A class path cannot be listed: the index is part of the program. */
  private static final List<String> IDS =
      List.of("order", "travel-search", "bank-push", "lab-result", "parcel-tracking");

  private static final class Holder {
    static final Map<String, FlowTemplate> ALL = load();
  }

  public List<FlowTemplate> list() {
    return List.copyOf(Holder.ALL.values());
  }

  public Optional<FlowTemplate> find(String id) {
    return Optional.ofNullable(Holder.ALL.get(id));
  }

  private static Map<String, FlowTemplate> load() {
    Map<String, FlowTemplate> templates = new LinkedHashMap<>();
    for (String id : IDS) {
      templates.put(id, read(id));
    }
    return templates;
  }

  private static FlowTemplate read(String id) {
    JsonNode meta =
        Json.MAPPER.valueToTree(
            new Load(LoadSettings.builder().setLabel(id).build())
                .loadFromString(text(id, "template.yaml")));
    String flow = text(id, "flow.yaml");
    FlowOutline outline =
        FlowParser.parse(flow)
            .outline()
            .orElseThrow(() -> new IllegalStateException("template " + id + " has no outline"));
    List<FlowTemplate.Need> needs = new ArrayList<>();
    for (JsonNode need : meta.path("connections")) {
      JsonNode settings = need.path("settings");
      needs.add(
          new FlowTemplate.Need(
              need.path("name").asString(),
              need.path("connector").asString(),
              need.path("kind").asString("none"),
              need.path("purpose").asString(""),
              settings instanceof ObjectNode object
                  ? object
                  : JsonNodeFactory.instance.objectNode()));
    }
    return new FlowTemplate(
        id,
        meta.path("title").asString(id),
        meta.path("summary").asString(""),
        meta.path("industry").asString(""),
        needs,
        flow,
        outline,
        Json.MAPPER.readTree(text(id, "sample-input.json")));
  }

  private static String text(String id, String file) {
    String path = "/templates/" + id + "/" + file;
    try (InputStream in = FlowTemplates.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "The platform's archive lacks " + path + ": build it again.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The platform's archive cannot be read: " + path, e);
    }
  }
}
