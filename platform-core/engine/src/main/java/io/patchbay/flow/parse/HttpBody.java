package io.patchbay.flow.parse;

import io.patchbay.call.HttpCall;
import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.AuthenticationRule;
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
record HttpBody(Toolkit tools) {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  @Nullable Task read(TaskHead head, Fields with, Set<String> scope) {
    Place method = with.require("method");
    Place endpoint = with.require("endpoint");
    Template headers = template(with.find("headers"), scope);
    Template query = template(with.find("query"), scope);
    Template body = template(with.find("body"), scope);
    String output = with.findChoice("output", List.of("raw", "content", "response"));
    boolean redirect = with.findFlag("redirect", false);
    with.close();
    if (method == null || endpoint == null) {
      return null;
    }
    Fields configuration =
        endpoint.node() instanceof Mapping ? tools.context().object(endpoint, "'endpoint'") : null;
    Place uri = configuration == null ? endpoint : configuration.require("uri");
    AuthenticationRule authentication =
        configuration == null
            ? null
            : tools
                .authentications()
                .find(configuration.findObject("authentication", "'authentication'"), scope);
    if (configuration != null) {
      configuration.close();
    }
    return uri == null
        ? null
        : new Task.CallHttp(
            head,
            method(method, scope),
            endpoint(uri, scope),
            headers,
            query,
            body,
            output(output),
            redirect,
            authentication);
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

  private Template endpoint(Place place, Set<String> scope) {
    Template template = tools.templates().value(place, scope);
    Optional<JsonNode> literal = template.literal();
    if (literal.isPresent() && !literal.get().asString("").matches("(?is)https?://\\S+")) {
      tools
          .context()
          .problems()
          .error(
              "flow.wrong-endpoint",
              literal.get()
                  + " is not an address that can be called: it must start with http:// or https://"
                  + " and have no spaces.",
              place.pointer(),
              place.span());
    }
    return template;
  }

  private @Nullable Template template(@Nullable Place place, Set<String> scope) {
    return place == null ? null : tools.templates().value(place, scope);
  }
}
