package io.patchbay.flow.template;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An object with expressions somewhere inside. */
public record ObjectTemplate(Map<String, Template> members) implements Template {
  public ObjectTemplate {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  @Override
  public JsonNode evaluate(JsonNode input, Variables variables) throws EvaluationException {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Template> member : members.entrySet()) {
      result.set(member.getKey(), member.getValue().evaluate(input, variables));
    }
    return result;
  }

  @Override
  public Set<String> variables() {
    Set<String> all = new HashSet<>();
    members.values().forEach(member -> all.addAll(member.variables()));
    return all;
  }
}
