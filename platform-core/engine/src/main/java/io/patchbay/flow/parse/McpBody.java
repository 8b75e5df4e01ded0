package io.patchbay.flow.parse;

import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.EndpointRule;
import io.patchbay.flow.task.ServiceRule;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code call: mcp}: over streamable HTTP; a server that is a process cannot be started. */
record McpBody(Toolkit tools, Endpoints endpoints) {
  private static final List<String> METHODS =
      List.of(
          "tools/list",
          "tools/call",
          "prompts/list",
          "prompts/get",
          "resources/list",
          "resources/read",
          "resources/templates/list");

  @Nullable ServiceRule read(Fields with, Set<String> scope) {
    String version = with.findText("protocolVersion");
    with.require("method");
    String method = with.findChoice("method", METHODS);
    Place parameters = with.find("parameters");
    DurationRule timeout = tools.durations().find(with.find("timeout"), scope);
    Fields client = with.findObject("client", "'client'");
    String name = client == null ? null : client.requireText("name");
    String clientVersion = client == null ? null : client.findText("version");
    if (client != null) {
      client.allow(Set.of("description"));
      client.close();
    }
    Fields transport = with.requireObject("transport", "'transport'");
    Fields http = transport == null || stdioRefused(transport) ? null : http(transport);
    if (http == null || method == null) {
      return null;
    }
    EndpointRule endpoint = endpoints.read(http.require("endpoint"), scope);
    Place headers = http.find("headers");
    Template sent = headers == null ? null : tools.templates().value(headers, scope);
    http.close();
    return endpoint == null
        ? null
        : new ServiceRule.Mcp(
            endpoint,
            sent,
            version == null ? "2025-06-18" : version,
            method,
            parameters == null ? null : tools.templates().value(parameters, scope),
            timeout,
            name == null ? "patchbay" : name,
            clientVersion == null ? "1" : clientVersion);
  }

  private static @Nullable Fields http(Fields transport) {
    Fields http = transport.requireObject("http", "'http'");
    transport.allow(Set.of("options"));
    transport.close();
    return http;
  }

  private boolean stdioRefused(Fields transport) {
    Place place = transport.find("stdio");
    if (place == null) {
      return false;
    }
    tools
        .context()
        .problems()
        .error(
            "flow.not-allowed",
            "`stdio` of `call: mcp` is not allowed: many tenants share this platform, so flows"
                + " cannot start processes on it. Use the address of a server with"
                + " `transport: {http: {endpoint: https://…}}`.",
            place.pointer(),
            place.span());
    return true;
  }
}
