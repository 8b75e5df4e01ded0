package io.patchbay.flow.template;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An array with expressions somewhere inside. */
public record ArrayTemplate(List<Template> items) implements Template {
  public ArrayTemplate {
    items = List.copyOf(items);
  }

  @Override
  public JsonNode evaluate(JsonNode input, Variables variables) throws EvaluationException {
    ArrayNode result = JsonNodeFactory.instance.arrayNode(items.size());
    for (Template item : items) {
      result.add(item.evaluate(input, variables));
    }
    return result;
  }

  @Override
  public Set<String> variables() {
    Set<String> all = new HashSet<>();
    items.forEach(item -> all.addAll(item.variables()));
    return all;
  }
}
