package io.patchbay.flow.check;

import io.patchbay.call.FunctionDescriptor;
import io.patchbay.flow.parse.Names;
import io.patchbay.flow.parse.Problems;
import io.patchbay.flow.syntax.Positions;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.Template;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Does a call name a connection that is there and fits? */
record ConnectionCheck(ConnectionNames connections) {

  void check(Task.CallFunction call, FunctionDescriptor function, Positions at, Problems problems) {
    String pointer = call.reference() + "/with/connection";
    Template template = call.connection();
    if (template == null) {
      if (function.connector() != null) {
        problems.error(
            "flow.step-without-connection",
            "'"
                + call.name()
                + "' names no connection: '"
                + call.function()
                + "' needs one. Add `connection:` under `with`.",
            call.reference(),
            at.at(call.reference() + "/call"));
      }
      return;
    }
    Optional<JsonNode> literal = template.literal().filter(JsonNode::isString);
    if (literal.isEmpty()) {
      return;
    }
    String name = literal.get().stringValue();
    Optional<String> connector = connections.connectorOf(name);
    if (connector.isEmpty()) {
      unknown(name, connections, pointer, at, problems);
    } else if (function.connector() != null && !function.connector().equals(connector.get())) {
      problems.error(
          "flow.wrong-connection",
          "The connection '"
              + name
              + "' is for '"
              + connector.get()
              + "', but '"
              + call.function()
              + "' needs one for '"
              + function.connector()
              + "'.",
          pointer,
          at.at(pointer));
    }
  }

  static void unknown(
      String name, ConnectionNames connections, String pointer, Positions at, Problems problems) {
    problems.error(
        "flow.unknown-connection",
        "There is no connection '"
            + name
            + "'."
            + Names.suggestion(name, connections.all())
            + " Create it under Connections, or correct the name.",
        pointer,
        at.at(pointer));
  }
}
