package io.patchbay.call.asyncapi;

import io.patchbay.call.CallRefused;
import io.patchbay.call.openapi.References;
import io.patchbay.flow.parse.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** AsyncAPI 2: channels are addresses, operations hang on them. */
record Channels2(JsonNode root, References references) implements Channels {

  @Override
  public Channel ofOperation(String name) throws CallRefused {
    List<String> known = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : root.path("channels").properties()) {
      JsonNode channel = references.resolve(member.getValue());
      for (String kind : List.of("publish", "subscribe")) {
        JsonNode operation = references.resolve(channel.path(kind));
        String id = operation.path("operationId").asString("");
        if (!id.isEmpty()) {
          known.add(id);
        }
        if (id.equals(name)) {
          return channel(member.getKey(), channel, operation);
        }
      }
    }
    throw CallRefused.configuration(
        "The document has no operation '" + name + "'." + Names.suggestion(name, known));
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
    return channel(name, channel, references.resolve(channel.path("publish")));
  }

  private Channel channel(String address, JsonNode node, JsonNode operation) {
    JsonNode all = root.path("servers");
    JsonNode own = node.path("servers");
    if (!own.isArray() || own.isEmpty()) {
      return new Channel(address, node, operation, all);
    }
    ObjectNode some = JsonNodeFactory.instance.objectNode();
    own.values()
        .forEach(
            server -> {
              String key = server.asString("");
              if (all.has(key)) {
                some.set(key, all.path(key));
              }
            });
    return new Channel(address, node, operation, some);
  }
}
