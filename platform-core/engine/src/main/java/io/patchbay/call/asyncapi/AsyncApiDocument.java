package io.patchbay.call.asyncapi;

import io.patchbay.call.CallRefused;
import io.patchbay.call.ServiceCall;
import io.patchbay.call.openapi.References;
import io.patchbay.call.openapi.ServerAddress;
import io.patchbay.flow.parse.Names;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An AsyncAPI 2 or 3 document, as far as messages can be sent by HTTP. Immutable. */
public final class AsyncApiDocument {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]{1,100})}");

  private final JsonNode root;
  private final References references;
  private final Channels channels;

  /**
   * @throws CallRefused when it is no document of a known version
   */
  public AsyncApiDocument(JsonNode root) throws CallRefused {
    this.root = root;
    this.references = new References(root);
    String version = root.path("asyncapi").asString("");
    if (!version.startsWith("2.") && !version.startsWith("3.0")) {
      throw CallRefused.configuration(
          version.isEmpty()
              ? "What is there is not an AsyncAPI document: it has no `asyncapi`."
              : "AsyncAPI " + version + " is not supported: use 2.x or 3.0.");
    }
    this.channels =
        version.startsWith("2.")
            ? new Channels2(root, references)
            : new Channels3(root, references);
  }

  /**
   * @throws CallRefused when there is no such channel, or no HTTP server for it
   */
  public AsyncApiRequest request(ServiceCall.AsyncApi call) throws CallRefused {
    Channel channel =
        call.operation() != null
            ? channels.ofOperation(call.operation())
            : channels.named(String.valueOf(call.channel()));
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    call.variables().properties().forEach(m -> variables.put(m.getKey(), m.getValue()));
    String base = address(server(channel, call.server()), variables);
    String path = path(channel, call, variables);
    String text = base.replaceAll("/+$", "") + (path.startsWith("/") ? path : "/" + path);
    JsonNode binding = references.resolve(channel.operation().path("bindings").path("http"));
    String method = binding.path("method").asString("POST").toUpperCase(Locale.ROOT);
    JsonNode message = references.resolve(message(channel));
    String type =
        message
            .path("contentType")
            .asString(root.path("defaultContentType").asString("application/json"));
    try {
      return new AsyncApiRequest(method, URI.create(text), type);
    } catch (IllegalArgumentException e) {
      throw CallRefused.configuration("The channel's address '" + text + "' is not one.");
    }
  }

  private JsonNode message(Channel channel) throws CallRefused {
    JsonNode own = channel.operation().path("message");
    JsonNode several = own.path("oneOf").path(0);
    if (!own.isMissingNode()) {
      return several.isMissingNode() ? own : several;
    }
    for (Map.Entry<String, JsonNode> first : channel.node().path("messages").properties()) {
      return references.resolve(first.getValue());
    }
    return own;
  }

  private JsonNode server(Channel channel, @Nullable String name) throws CallRefused {
    if (name != null) {
      JsonNode server = references.resolve(channel.servers().path(name));
      if (server.isMissingNode()) {
        throw CallRefused.configuration(
            "The channel has no server '"
                + name
                + "'."
                + Names.suggestion(name, channel.servers().propertyNames()));
      }
      if (!isHttp(server)) {
        throw CallRefused.configuration(
            "The server '"
                + name
                + "' speaks "
                + protocol(server)
                + "; messages are sent by http"
                + " and https only. Use another server, or a connector's action for that broker.");
      }
      return server;
    }
    for (Map.Entry<String, JsonNode> member : channel.servers().properties()) {
      JsonNode server = references.resolve(member.getValue());
      if (isHttp(server)) {
        return server;
      }
    }
    throw CallRefused.configuration(
        "None of the channel's servers speaks http or https, and no other protocol is supported."
            + " Use a connector's action for that broker.");
  }

  private static boolean isHttp(JsonNode server) {
    return protocol(server).equals("http") || protocol(server).equals("https");
  }

  private static String protocol(JsonNode server) {
    return server.path("protocol").asString("").toLowerCase(Locale.ROOT);
  }

  private String address(JsonNode server, Map<String, JsonNode> variables) throws CallRefused {
    ObjectNode described = JsonNodeFactory.instance.objectNode();
    described.put(
        "url",
        server.has("host")
            ? server.path("host").asString("") + server.path("pathname").asString("")
            : server.path("url").asString(""));
    ObjectNode resolved = described.putObject("variables");
    for (Map.Entry<String, JsonNode> each : server.path("variables").properties()) {
      resolved.set(each.getKey(), references.resolve(each.getValue()));
    }
    String url = ServerAddress.filled(described, variables);
    return url.contains("://") ? url : protocol(server) + "://" + url;
  }

  private String path(Channel channel, ServiceCall.AsyncApi call, Map<String, JsonNode> variables)
      throws CallRefused {
    Matcher matcher = PARAMETER.matcher(channel.address());
    StringBuilder path = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      JsonNode parameter = references.resolve(channel.node().path("parameters").path(name));
      JsonNode value = variables.get(name);
      if (value == null) {
        value = located(parameter.path("location").asString(""), call);
      }
      String text = value.isValueNode() ? value.asString("") : "";
      if (text.isEmpty()) {
        text = parameter.path("default").asString("");
      }
      if (text.isEmpty() || text.equals(".") || text.equals("..")) {
        throw CallRefused.validation(
            "The channel's address needs '" + name + "': put it into `server.variables`.");
      }
      String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
      matcher.appendReplacement(path, Matcher.quoteReplacement(encoded));
    }
    return matcher.appendTail(path).toString();
  }

  /** {@code $message.payload#/a/b} or {@code $message.header#/a}. */
  private static JsonNode located(String location, ServiceCall.AsyncApi call) {
    int hash = location.indexOf('#');
    String pointer = hash < 0 ? "" : location.substring(hash + 1);
    if (!pointer.startsWith("/")) {
      return JsonNodeFactory.instance.missingNode();
    }
    return location.startsWith("$message.payload")
        ? call.payload().at(pointer)
        : location.startsWith("$message.header")
            ? call.headers().at(pointer)
            : JsonNodeFactory.instance.missingNode();
  }
}
