package io.patchbay.call.asyncapi;

import io.patchbay.call.CallRefused;
import io.patchbay.call.openapi.References;
import io.patchbay.flow.parse.Names;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** AsyncAPI 3: operations refer to channels, channels to servers. */
record Channels3(JsonNode root, References references) implements Channels {

  @Override
  public Channel ofOperation(String name) throws CallRefused {
    JsonNode operation = references.resolve(root.path("operations").path(name));
    if (operation.isMissingNode()) {
      throw CallRefused.configuration(
          "The document has no operation '"
              + name
              + "'."
              + Names.suggestion(name, root.path("operations").propertyNames()));
    }
    return channel(name, references.resolve(operation.path("channel")), operation);
  }

  @Override
  public Channel named(String name) throws CallRefused {
    JsonNode channel = references.resolve(root.path("channels").path(name));
    if (channel.isMissingNode()) {
      throw CallRefused.configuration(
          "The document has no channel '"
              + name
              + "'."
              + Names.suggestion(name, root.path("channels").propertyNames()));
    }
    return channel(name, channel, JsonNodeFactory.instance.missingNode());
  }

  private Channel channel(String name, JsonNode node, JsonNode operation) throws CallRefused {
    JsonNode own = node.path("servers");
    JsonNode servers = root.path("servers");
    if (own.isArray() && !own.isEmpty()) {
      ObjectNode some = JsonNodeFactory.instance.objectNode();
      for (JsonNode each : own.values()) {
        String reference = each.path("$ref").asString("");
        some.set(reference.substring(reference.lastIndexOf('/') + 1), references.resolve(each));
      }
      servers = some;
    }
    String address = node.path("address").asString("");
    if (address.isEmpty()) {
      throw CallRefused.configuration("The channel of '" + name + "' has no address.");
    }
    return new Channel(address, node, operation, servers);
  }
}
