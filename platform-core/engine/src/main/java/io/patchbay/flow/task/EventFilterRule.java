package io.patchbay.flow.task;

import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.JqTemplate;
import io.patchbay.flow.template.Template;
import io.patchbay.flow.template.Variables;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which events are wanted.
 *
 * @param with attribute to a value, or to an expression over the attribute's value
 * @param correlate by name, what events must have in common
 */
public record EventFilterRule(Map<String, Template> with, Map<String, Correlation> correlate) {

  /**
   * @param from over the event
   * @param expect over the task's input; null: what the first event has
   */
  public record Correlation(JqTemplate from, @Nullable Template expect) {}

  JsonNode freeze(JsonNode input, Variables variables) throws EvaluationException {
    ObjectNode frozen = JsonNodeFactory.instance.objectNode();
    ObjectNode attributes = frozen.putObject("with");
    for (Map.Entry<String, Template> member : with.entrySet()) {
      ObjectNode test = attributes.putObject(member.getKey());
      if (member.getValue() instanceof JqTemplate jq) {
        test.put("jq", jq.expression().source());
        ObjectNode values = test.putObject("variables");
        jq.variables().forEach(name -> values.set(name, variables.get(name)));
      } else {
        test.set("is", member.getValue().evaluate(input, variables));
      }
    }
    ObjectNode links = frozen.putObject("correlate");
    for (Map.Entry<String, Correlation> member : correlate.entrySet()) {
      Correlation rule = member.getValue();
      ObjectNode link = links.putObject(member.getKey());
      link.put("from", rule.from().expression().source());
      if (rule.expect() != null) {
        link.set("is", rule.expect().evaluate(input, variables));
      }
    }
    return frozen;
  }
}
