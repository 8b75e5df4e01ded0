package io.patchbay.flow.parse;

import io.patchbay.flow.syntax.SourceNode.Mapping;
import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.task.EndpointRule;
import io.patchbay.flow.template.Template;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Endpoints: a URI template, an expression, or an object of both and an authentication. */
record Endpoints(Toolkit tools) {

  @Nullable EndpointRule read(@Nullable Place place, Set<String> scope) {
    if (place == null) {
      return null;
    }
    if (!(place.node() instanceof Mapping)) {
      return new EndpointRule(uri(place, scope), null);
    }
    Fields fields = tools.context().object(place, "'endpoint'");
    if (fields == null) {
      return null;
    }
    Place uri = fields.require("uri");
    AuthenticationRule authentication = authentication(fields, scope);
    fields.close();
    return uri == null ? null : new EndpointRule(uri(uri, scope), authentication);
  }

  /** A resource of somewhere else: {@code {name?, endpoint}}. */
  @Nullable EndpointRule resource(@Nullable Fields fields, Set<String> scope) {
    if (fields == null) {
      return null;
    }
    fields.allow(Set.of("name"));
    EndpointRule rule = read(fields.require("endpoint"), scope);
    fields.close();
    return rule;
  }

  @Nullable AuthenticationRule authentication(Fields fields, Set<String> scope) {
    return tools
        .authentications()
        .find(fields.findObject("authentication", "'authentication'"), scope);
  }

  private Template uri(Place place, Set<String> scope) {
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
}
