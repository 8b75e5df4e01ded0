package io.patchbay.bench.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** The other jq of the JVM, with or without the variables of a task. */
final class JacksonJq {
  private final Scope root = Scope.newEmptyScope();
  private final JsonQuery query;
  private final JsonNode input;

  JacksonJq(String source, String input) {
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, root);
    try {
      this.query = JsonQuery.compile(source, Versions.JQ_1_7);
      this.input = new ObjectMapper().readTree(input);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode evaluate(String... variables) {
    Scope scope = Scope.newChildScope(root);
    for (String name : variables) {
      scope.setValue(name, NullNode.getInstance());
    }
    JsonNode[] first = new JsonNode[1];
    try {
      query.apply(scope, input, v -> first[0] = v);
    } catch (JsonQueryException e) {
      throw new IllegalStateException(e);
    }
    return first[0];
  }
}
