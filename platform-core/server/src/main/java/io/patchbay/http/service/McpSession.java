package io.patchbay.http.service;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallRefused;
import io.patchbay.call.ServiceCall;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundRequest.Redirects;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.call.AuthorizedHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC messages to one MCP server over streamable HTTP (2025-06-18), one at a time. */
final class McpSession {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(200).build())
                  .build())
          .build();

  /** What came back: the HTTP answer, and the message in it that belongs to the request. */
  record Reply(AuthorizedHttp.Answer answer, JsonNode message) {
    JsonNode result() {
      return message.path("result");
    }

    JsonNode error() {
      return message.path("error");
    }
  }

  private final AuthorizedHttp http;
  private final CallContext context;
  private final ServiceCall.Mcp call;
  private final URI uri;
  private final Instant deadline;
  private String version = "";
  private @Nullable String id;
  private int requests;

  McpSession(AuthorizedHttp http, CallContext context, ServiceCall.Mcp call, Instant deadline)
      throws CallRefused {
    this.http = http;
    this.context = context;
    this.call = call;
    this.uri = Documents.uri(call.endpoint().uri());
    this.deadline = deadline;
  }

  void joined(String negotiatedVersion, @Nullable String sessionId) {
    version = negotiatedVersion;
    id = sessionId;
  }

  Reply request(String method, JsonNode parameters)
      throws CallRefused, OutboundFailure, InterruptedException {
    int number = ++requests;
    ObjectNode message = message(method, parameters);
    message.put("id", number);
    AuthorizedHttp.Answer answer = send("POST", JSON.writeValueAsBytes(message));
    return new Reply(answer, find(answer.response(), number));
  }

  AuthorizedHttp.Answer tell(String method)
      throws CallRefused, OutboundFailure, InterruptedException {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    return send("POST", JSON.writeValueAsBytes(message(method, none)));
  }

  /** Lets the server forget the session; it may not care. */
  void leave() throws InterruptedException {
    if (id != null) {
      try {
        send("DELETE", new byte[0]);
      } catch (CallRefused | OutboundFailure e) {
        // The server ends sessions by itself as well; the call has its outcome already.
        return;
      }
    }
  }

  private static ObjectNode message(String method, JsonNode parameters) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("jsonrpc", "2.0");
    message.put("method", method);
    if (!parameters.isEmpty()) {
      message.set("params", parameters);
    }
    return message;
  }

  private AuthorizedHttp.Answer send(String method, byte[] body)
      throws CallRefused, OutboundFailure, InterruptedException {
    List<Header> headers = new ArrayList<>();
    try {
      call.headers().forEach((name, value) -> headers.add(new Header(name, value)));
    } catch (IllegalArgumentException e) {
      throw CallRefused.validation(String.valueOf(e.getMessage()));
    }
    headers.removeIf(h -> h.is("Accept") || h.is("Content-Type"));
    headers.add(new Header("Accept", "application/json, text/event-stream"));
    if (body.length > 0) {
      headers.add(new Header("Content-Type", "application/json"));
    }
    if (!version.isEmpty()) {
      headers.add(new Header("MCP-Protocol-Version", version));
    }
    if (id != null) {
      headers.add(new Header("Mcp-Session-Id", id));
    }
    return http.send(
        context,
        new AuthorizedHttp.Message(
            method,
            uri,
            headers,
            body,
            Redirects.RETURN,
            OutboundRequest.DEFAULT_MAX_RESPONSE_BYTES,
            deadline),
        call.endpoint().authentication());
  }

  private static JsonNode find(OutboundResponse response, int number) throws OutboundFailure {
    JsonNode none = JsonNodeFactory.instance.missingNode();
    if (!response.successful()) {
      return none;
    }
    String type = response.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    List<String> messages =
        type.startsWith("text/event-stream") ? ServerSentEvents.data(body) : List.of(body);
    try {
      for (String text : messages) {
        JsonNode message = JSON.readTree(text);
        if (message.path("id").asInt(-1) == number
            && (message.has("result") || message.has("error"))) {
          return message;
        }
      }
    } catch (JacksonException e) {
      throw unreadable("its answer is not JSON: " + e.getOriginalMessage());
    }
    throw unreadable("its answer has no message for the request");
  }

  private static OutboundFailure unreadable(String why) {
    return new OutboundFailure(
        OutboundFailure.Kind.BAD_RESPONSE, "Cannot talk to the MCP server: " + why + ".", true);
  }
}
