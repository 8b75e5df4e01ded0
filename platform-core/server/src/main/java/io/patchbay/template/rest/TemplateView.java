package io.patchbay.template.rest;

import io.patchbay.flow.FlowOutline;
import io.patchbay.template.FlowTemplate;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A template as the gallery shows it. */
public record TemplateView(
    String id,
    String title,
    String summary,
    String industry,
    List<TemplateConnectionView> connections,
    String flowText,
    FlowOutline outline,
    JsonNode sampleInput) {

  /** A connection that the flow needs. */
  public record TemplateConnectionView(String name, String connector, String purpose) {}

  static TemplateView of(FlowTemplate template) {
    return new TemplateView(
        template.id(),
        template.title(),
        template.summary(),
        template.industry(),
        template.connections().stream()
            .map(n -> new TemplateConnectionView(n.name(), n.connector(), n.purpose()))
            .toList(),
        template.flowText(),
        template.outline(),
        template.sampleInput());
  }
}
