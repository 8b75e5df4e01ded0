package io.patchbay.flow.parse;

import io.patchbay.call.HttpCall;
import io.patchbay.flow.task.EndpointRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code call: http}. */
record HttpBody(Toolkit tools, Endpoints endpoints) {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  @Nullable Task read(TaskHead head, Fields with, Set<String> scope) {
    Place method = with.require("method");
    EndpointRule endpoint = endpoints.read(with.require("endpoint"), scope);
    Template headers = template(with.find("headers"), scope);
    Template query = template(with.find("query"), scope);
    Template body = template(with.find("body"), scope);
    String output = with.findChoice("output", List.of("raw", "content", "response"));
    boolean redirect = with.findFlag("redirect", false);
    with.close();
    if (method == null || endpoint == null) {
      return null;
    }
    return new Task.CallHttp(
        head, method(method, scope), endpoint, headers, query, body, output(output), redirect);
  }

  private static HttpCall.Output output(@Nullable String name) {
    return name == null
        ? HttpCall.Output.CONTENT
        : HttpCall.Output.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private Template method(Place place, Set<String> scope) {
    Template template = tools.templates().value(place, scope);
    Optional<JsonNode> literal = template.literal();
    if (literal.isPresent()
        && !METHODS.contains(literal.get().asString("").toUpperCase(Locale.ROOT))) {
      tools
          .context()
          .problems()
          .error(
              "flow.unknown-value",
              literal.get()
                  + " is not an HTTP method that can be used: take one of get, head,"
                  + " options, post, put, patch, delete.",
              place.pointer(),
              place.span());
    }
    return template;
  }

  private @Nullable Template template(@Nullable Place place, Set<String> scope) {
    return place == null ? null : tools.templates().value(place, scope);
  }
}
