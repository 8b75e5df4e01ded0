package io.patchbay.http.service;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.CallRefused;
import io.patchbay.call.RetryFacts;
import io.patchbay.call.ServiceCall;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.call.AuthorizedHttp;
import io.patchbay.http.call.Failures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code call: mcp}: a session for each call. */
record McpCalls(AuthorizedHttp http, InstantSource clock) {
  private static final Set<String> VERSIONS =
      Set.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

  CallOutcome invoke(CallContext context, ServiceCall.Mcp call)
      throws CallRefused, CallEnded, InterruptedException {
    Instant deadline = context.deadline();
    if (call.timeout() != null) {
      Instant own = clock.instant().plus(call.timeout());
      deadline = own.isBefore(deadline) ? own : deadline;
    }
    McpSession session = new McpSession(http, context, call, deadline);
    join(session, call);
    try {
      return ask(session, context, call);
    } finally {
      session.leave();
    }
  }

  private static void join(McpSession session, ServiceCall.Mcp call)
      throws CallRefused, CallEnded, InterruptedException {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    parameters.put("protocolVersion", call.protocolVersion());
    parameters.putObject("capabilities");
    parameters
        .putObject("clientInfo")
        .put("name", call.clientName())
        .put("version", call.clientVersion());
    try {
      McpSession.Reply reply = session.request("initialize", parameters);
      OutboundResponse response = reply.answer().response();
      if (!response.successful()) {
        throw new CallEnded(Failures.of(call.label(), response, reply.answer().mask()));
      }
      if (reply.message().has("error")) {
        throw new CallEnded(refused(call, reply));
      }
      String version = reply.result().path("protocolVersion").asString("");
      if (!VERSIONS.contains(version)) {
        throw CallRefused.configuration(
            "The server wants version '"
                + version
                + "' of the protocol, which is not known. Ask"
                + " for another one with `protocolVersion`: "
                + VERSIONS.stream().sorted().toList());
      }
      session.joined(version, response.header("Mcp-Session-Id").orElse(null));
      session.tell("notifications/initialized");
    } catch (OutboundFailure e) {
      // Nothing was asked of the server yet.
      throw new CallEnded(Failures.of(call.label(), "GET", e));
    }
  }

  private static CallOutcome ask(McpSession session, CallContext context, ServiceCall.Mcp call)
      throws CallRefused, InterruptedException {
    boolean acts = call.method().equals("tools/call");
    try {
      McpSession.Reply reply =
          session.request(call.method(), acts ? withKey(context, call) : call.parameters());
      OutboundResponse response = reply.answer().response();
      if (!response.successful()) {
        return Failures.of(call.label(), response, reply.answer().mask());
      }
      if (reply.message().has("error")) {
        return refused(call, reply);
      }
      return acts && reply.result().path("isError").asBoolean(false)
          ? toolFailed(call, reply)
          : new CallOutcome.Succeeded(reply.result());
    } catch (OutboundFailure e) {
      return Failures.of(call.label(), acts ? "POST" : "GET", e);
    }
  }

  /** Tools that know it can recognise a repetition. */
  private static JsonNode withKey(CallContext context, ServiceCall.Mcp call) {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    call.parameters().properties().forEach(m -> parameters.set(m.getKey(), m.getValue()));
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    call.parameters().path("_meta").properties().forEach(m -> meta.set(m.getKey(), m.getValue()));
    parameters.set("_meta", meta.put("io.patchbay/idempotency-key", context.idempotencyKey()));
    return parameters;
  }

  private static CallOutcome refused(ServiceCall.Mcp call, McpSession.Reply reply) {
    JsonNode error = reply.error();
    int code = error.path("code").asInt(0);
    String data = error.has("data") ? " " + error.path("data") : "";
    boolean mistake = code <= -32600 && code >= -32602 || code == -32700 || code == -32002;
    return new CallOutcome.Failed(
        FlowError.of(
            ErrorType.COMMUNICATION,
            mistake ? 400 : 500,
            "'" + call.label() + "' was refused by the MCP server.",
            reply
                .answer()
                .mask()
                .mask(shortened(error.path("message").asString("") + data) + " (" + code + ")")),
        mistake ? RetryFacts.PERMANENT : RetryFacts.RETRYABLE);
  }

  private static CallOutcome toolFailed(ServiceCall.Mcp call, McpSession.Reply reply) {
    String said =
        reply.result().path("content").values().stream()
            .map(part -> part.path("text").asString(""))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    return new CallOutcome.Failed(
        FlowError.of(
            ErrorType.RUNTIME,
            "'" + call.label() + "' failed: the tool says so.",
            reply.answer().mask().mask(shortened(said))),
        RetryFacts.PERMANENT);
  }

  private static String shortened(String text) {
    return text.length() <= 1_000 ? text : text.substring(0, 1_000) + "…";
  }
}
