package io.patchbay.flow.parse;

import io.patchbay.call.HttpCall;
import io.patchbay.flow.task.AuthenticationRule;
import io.patchbay.flow.task.EndpointRule;
import io.patchbay.flow.task.ServiceRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.task.TaskHead;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code call} of services that a document describes: openapi, asyncapi, grpc; and of mcp. */
final class ServiceBody {
  static final List<String> KINDS = List.of("openapi", "asyncapi", "grpc", "mcp");

  private final Toolkit tools;
  private final Endpoints endpoints;
  private final McpBody mcp;
  private final AsyncApiBody asyncApi;

  ServiceBody(Toolkit tools) {
    this.tools = tools;
    this.endpoints = new Endpoints(tools);
    this.mcp = new McpBody(tools, endpoints);
    this.asyncApi = new AsyncApiBody(tools, endpoints);
  }

  @Nullable Task read(TaskHead head, String kind, Fields with, Set<String> scope) {
    ServiceRule rule =
        switch (kind) {
          case "openapi" -> openApi(with, scope);
          case "asyncapi" -> asyncApi.read(with, scope);
          case "grpc" -> grpc(with, scope);
          case "mcp" -> mcp.read(with, scope);
          default -> throw new IllegalArgumentException(kind);
        };
    with.close();
    return rule == null ? null : new Task.CallService(head, rule);
  }

  private @Nullable ServiceRule openApi(Fields with, Set<String> scope) {
    EndpointRule document = endpoints.resource(with.requireObject("document", "'document'"), scope);
    Place operation = with.require("operationId");
    Template parameters = template(with, "parameters", scope);
    AuthenticationRule authentication = endpoints.authentication(with, scope);
    String output = with.findChoice("output", List.of("raw", "content", "response"));
    boolean redirect = with.findFlag("redirect", false);
    return document == null || operation == null
        ? null
        : new ServiceRule.OpenApi(
            document,
            tools.templates().value(operation, scope),
            parameters,
            authentication,
            output == null
                ? HttpCall.Output.CONTENT
                : HttpCall.Output.valueOf(output.toUpperCase(Locale.ROOT)),
            redirect);
  }

  private @Nullable ServiceRule grpc(Fields with, Set<String> scope) {
    EndpointRule proto = endpoints.resource(with.requireObject("proto", "'proto'"), scope);
    Fields service = with.requireObject("service", "'service'");
    Place method = with.require("method");
    Template arguments = template(with, "arguments", scope);
    if (service == null) {
      return null;
    }
    Place name = service.require("name");
    Place host = service.require("host");
    Template port = template(service, "port", scope);
    AuthenticationRule authentication = endpoints.authentication(service, scope);
    service.close();
    return proto == null || name == null || host == null || method == null
        ? null
        : new ServiceRule.Grpc(
            proto,
            tools.templates().value(name, scope),
            tools.templates().value(host, scope),
            port,
            tools.templates().value(method, scope),
            arguments,
            authentication);
  }

  private @Nullable Template template(Fields fields, String key, Set<String> scope) {
    Place place = fields.find(key);
    return place == null ? null : tools.templates().value(place, scope);
  }
}
