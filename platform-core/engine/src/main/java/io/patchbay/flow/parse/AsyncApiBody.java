package io.patchbay.flow.parse;

import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.task.EndpointRule;
import io.patchbay.flow.task.ServiceRule;
import io.patchbay.flow.template.Template;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code call: asyncapi}: sends messages over HTTP; nothing else yet. */
record AsyncApiBody(Toolkit tools, Endpoints endpoints) {

  @Nullable ServiceRule read(Fields with, Set<String> scope) {
    EndpointRule document = endpoints.resource(with.requireObject("document", "'document'"), scope);
    Template channel = template(with, "channel", scope);
    Template operation = template(with, "operation", scope);
    AuthenticationRule authentication = endpoints.authentication(with, scope);
    Fields server = with.findObject("server", "'server'");
    Template serverName = null;
    Template variables = null;
    if (server != null) {
      serverName = template(server, "name", scope);
      variables = template(server, "variables", scope);
      server.close();
    }
    boolean refused = protocolRefused(with) | subscriptionRefused(with);
    Fields message = with.findObject("message", "'message'");
    if (refused || document == null) {
      return null;
    }
    if (message == null) {
      with.require("message");
      return null;
    }
    Template payload = template(message, "payload", scope);
    Template headers = template(message, "headers", scope);
    message.allow(Set.of("correlationId"));
    message.close();
    if (operation == null && channel == null) {
      with.require("operation");
      return null;
    }
    return new ServiceRule.AsyncApi(
        document, operation, channel, serverName, variables, payload, headers, authentication);
  }

  private boolean protocolRefused(Fields with) {
    Place place = with.find("protocol");
    String protocol = place == null ? null : tools.context().text(place, "'protocol'");
    if (place == null || protocol == null || Set.of("http", "https").contains(protocol)) {
      return false;
    }
    tools
        .context()
        .notSupported(
            "the protocol '" + protocol + "' of `call: asyncapi`",
            "Use a server that takes messages by http, or a connector's action for that broker.",
            place.pointer(),
            place.span());
    return true;
  }

  private boolean subscriptionRefused(Fields with) {
    Place place = with.find("subscription");
    if (place == null) {
      return false;
    }
    tools
        .context()
        .notSupported(
            "`subscription` of `call: asyncapi`",
            "Let the messages come in as events or by a webhook trigger, which start a flow each.",
            place.pointer(),
            place.span());
    return true;
  }

  private @Nullable Template template(Fields fields, String key, Set<String> scope) {
    Place place = fields.find(key);
    return place == null ? null : tools.templates().value(place, scope);
  }
}
