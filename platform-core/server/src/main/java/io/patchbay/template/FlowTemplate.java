package io.patchbay.template;

import io.patchbay.flow.FlowOutline;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A ready-made flow with what it needs. */
public record FlowTemplate(
    String id,
    String title,
    String summary,
    String industry,
    List<Need> connections,
    String flowText,
    FlowOutline outline,
    JsonNode sampleInput) {

  public FlowTemplate {
    connections = List.copyOf(connections);
  }

  /**
   * A connection that the flow names.
   *
   * @param settings {@code ${sandbox}} in them stands for the sandbox's address
   */
  public record Need(
      String name, String connector, String kind, String purpose, ObjectNode settings) {}
}
