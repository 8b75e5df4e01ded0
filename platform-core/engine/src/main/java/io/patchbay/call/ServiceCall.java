package io.patchbay.call;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call that needs more than one HTTP exchange to be made: it is described elsewhere. */
public sealed interface ServiceCall {

  /** A short name for people, such as {@code openapi findPets}. */
  String label();

  /**
   * {@code call: openapi}.
   *
   * @param operation the {@code operationId}
   * @param parameters an object; {@code body} is the request's body
   */
  record OpenApi(
      Endpoint document,
      String operation,
      JsonNode parameters,
      @Nullable HttpAuthentication authentication,
      HttpCall.Output output,
      boolean redirect)
      implements ServiceCall {
    @Override
    public String label() {
      return "openapi " + operation;
    }
  }

  /**
   * {@code call: asyncapi} that sends a message.
   *
   * @param operation of the document, or null when {@code channel} names the place
   * @param server the name of one of the document's servers, or null for the first that fits
   * @param variables of the server, an object
   * @param headers of the message, an object
   */
  record AsyncApi(
      Endpoint document,
      @Nullable String operation,
      @Nullable String channel,
      @Nullable String server,
      JsonNode variables,
      JsonNode payload,
      JsonNode headers,
      @Nullable HttpAuthentication authentication)
      implements ServiceCall {
    @Override
    public String label() {
      return "asyncapi " + (operation == null ? channel : operation);
    }
  }

  /**
   * {@code call: mcp} over streamable HTTP.
   *
   * @param parameters an object
   * @param timeout of this call, or null for the platform's
   */
  record Mcp(
      Endpoint endpoint,
      Map<String, String> headers,
      String protocolVersion,
      String method,
      JsonNode parameters,
      @Nullable Duration timeout,
      String clientName,
      String clientVersion)
      implements ServiceCall {
    public Mcp {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String label() {
      String what = parameters.path("name").asString(parameters.path("uri").asString(""));
      return what.isEmpty() ? "mcp " + method : "mcp " + method + " " + what;
    }
  }

  /**
   * {@code call: grpc}.
   *
   * @param proto the text that describes the service
   * @param service with its package
   * @param tls false: without encryption
   * @param arguments an object
   */
  record Grpc(
      Endpoint proto,
      String service,
      String host,
      int port,
      boolean tls,
      String method,
      JsonNode arguments,
      @Nullable HttpAuthentication authentication)
      implements ServiceCall {
    @Override
    public String label() {
      return "grpc " + service + "/" + method;
    }
  }
}
