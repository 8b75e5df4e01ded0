package io.patchbay.run.machine;

import io.patchbay.call.EffectKind;
import io.patchbay.call.Endpoint;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.ServiceCall;
import io.patchbay.flow.task.ServiceRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code call: openapi}, {@code asyncapi}, {@code grpc} and {@code mcp}. */
final class ServiceFrame extends RemoteFrame {
  private static final int HTTPS = 443;

  private final Task.CallService task;
  private String shownAs = "service";

  ServiceFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.CallService task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  CallRequest request() throws EvaluationException {
    ServiceCall call =
        switch (task.rule()) {
          case ServiceRule.OpenApi rule -> openApi(rule);
          case ServiceRule.AsyncApi rule -> asyncApi(rule);
          case ServiceRule.Mcp rule -> mcp(rule);
          case ServiceRule.Grpc rule -> grpc(rule);
        };
    shownAs = call.label();
    return new CallRequest.Service(call);
  }

  private ServiceCall openApi(ServiceRule.OpenApi rule) throws EvaluationException {
    HttpAuthentication authentication = authenticate(rule.authentication());
    return new ServiceCall.OpenApi(
        endpoint(rule.document()),
        text(rule.operation(), "operationId"),
        object(rule.parameters(), "parameters"),
        authentication,
        rule.output(),
        rule.redirect());
  }

  private ServiceCall asyncApi(ServiceRule.AsyncApi rule) throws EvaluationException {
    HttpAuthentication authentication = authenticate(rule.authentication());
    return new ServiceCall.AsyncApi(
        endpoint(rule.document()),
        findText(rule.operation(), "operation"),
        findText(rule.channel(), "channel"),
        findText(rule.server(), "server.name"),
        object(rule.variables(), "server.variables"),
        rule.payload() == null ? NullNode.getInstance() : evaluate(rule.payload()),
        object(rule.headers(), "message.headers"),
        authentication);
  }

  private ServiceCall mcp(ServiceRule.Mcp rule) throws EvaluationException {
    HttpAuthentication authentication = authenticate(rule.endpoint().authentication());
    return new ServiceCall.Mcp(
        new Endpoint(uri(rule.endpoint().uri()), authentication),
        texts(rule.headers(), "headers"),
        rule.protocolVersion(),
        rule.method(),
        object(rule.parameters(), "parameters"),
        rule.timeout() == null ? null : rule.timeout().evaluate(input(), variables(null)),
        rule.clientName(),
        rule.clientVersion());
  }

  private ServiceCall grpc(ServiceRule.Grpc rule) throws EvaluationException {
    HttpAuthentication authentication = authenticate(rule.authentication());
    JsonNode port = rule.port() == null ? NullNode.getInstance() : evaluate(rule.port());
    int number = port.isNull() ? HTTPS : port.asInt(-1);
    if (number < 0 || number > 65_535) {
      throw cannot("`port` must be a number from 0 to 65535.");
    }
    return new ServiceCall.Grpc(
        endpoint(rule.proto()),
        text(rule.service(), "service.name"),
        text(rule.host(), "service.host"),
        number,
        task.source().at("/metadata/patchbay/tls").asBoolean(true),
        text(rule.method(), "method"),
        object(rule.arguments(), "arguments"),
        authentication);
  }

  /**
   * What is not known before the document is read counts as keyed, which is the most that an HTTP
   * method can be; tools of an MCP server do what they like.
   */
  @Override
  EffectKind effectOf(CallRequest call) {
    return effectOr(
        switch (((CallRequest.Service) call).call()) {
          case ServiceCall.Mcp mcp ->
              mcp.method().equals("tools/call") ? EffectKind.UNSAFE : EffectKind.READ;
          case ServiceCall.OpenApi _, ServiceCall.AsyncApi _, ServiceCall.Grpc _ ->
              EffectKind.KEYED;
        });
  }

  @Override
  JsonNode shown(CallRequest call) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (((CallRequest.Service) call).call()) {
      case ServiceCall.OpenApi open -> {
        node.put("document", open.document().uri());
        node.put("operationId", open.operation());
        node.set("parameters", masked(open.parameters()));
      }
      case ServiceCall.AsyncApi async -> {
        node.put("document", async.document().uri());
        node.put(
            async.operation() == null ? "channel" : "operation",
            async.operation() == null ? async.channel() : async.operation());
        node.set("payload", async.payload());
        node.set("headers", masked(async.headers()));
      }
      case ServiceCall.Mcp mcp -> {
        node.put("endpoint", mcp.endpoint().uri());
        node.put("method", mcp.method());
        node.set("parameters", mcp.parameters());
        node.set("headers", masked(mcp.headers()));
      }
      case ServiceCall.Grpc grpc -> {
        node.put("proto", grpc.proto().uri());
        node.put("service", grpc.service());
        node.put("host", grpc.host() + ":" + grpc.port());
        node.put("method", grpc.method());
        node.set("arguments", masked(grpc.arguments()));
      }
    }
    return node;
  }

  @Override
  String detail() {
    return shownAs;
  }
}
