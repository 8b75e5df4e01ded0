package io.patchbay.call.openapi;

import io.patchbay.call.CallRefused;
import io.patchbay.flow.parse.Names;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An OpenAPI 3.0, 3.1 or Swagger 2.0 document, its operations found by id. Immutable. */
public final class OpenApiDocument {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch");

  record Operation(String path, String method, JsonNode pathItem, JsonNode node) {}

  private final JsonNode root;
  private final URI address;
  private final References references;
  private final Map<String, Operation> operations = new HashMap<>();

  /**
   * @param address where the document came from; relative servers are relative to it
   * @throws CallRefused when it is no document of a known version
   */
  public OpenApiDocument(JsonNode root, URI address) throws CallRefused {
    this.root = root;
    this.address = address;
    this.references = new References(root);
    String version = root.path("openapi").asString(root.path("swagger").asString(""));
    if (!version.startsWith("3.0") && !version.startsWith("3.1") && !version.equals("2.0")) {
      throw CallRefused.configuration(
          version.isEmpty()
              ? "What is there is not an OpenAPI document: it has neither `openapi` nor `swagger`."
              : "OpenAPI " + shortened(version) + " is not supported: use 2.0, 3.0 or 3.1.");
    }
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      JsonNode item = references.resolve(path.getValue());
      for (String method : METHODS) {
        JsonNode node = item.path(method);
        String id = node.path("operationId").asString("");
        if (!id.isEmpty()) {
          operations.putIfAbsent(id, new Operation(path.getKey(), method, item, node));
        }
      }
    }
  }

  boolean isSwagger2() {
    return root.has("swagger");
  }

  JsonNode root() {
    return root;
  }

  URI address() {
    return address;
  }

  References references() {
    return references;
  }

  /**
   * @param parameters by name; what no parameter is called goes into the body
   * @throws CallRefused when the operation is not there or the parameters do not fit
   */
  public OpenApiRequest request(String operationId, JsonNode parameters) throws CallRefused {
    Operation operation = operations.get(operationId);
    if (operation == null) {
      throw CallRefused.configuration(
          "The document has no operation '"
              + shortened(operationId)
              + "' (it has "
              + operations.size()
              + ")."
              + Names.suggestion(operationId, operations.keySet()));
    }
    Map<String, JsonNode> given = new LinkedHashMap<>();
    parameters.properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(member -> given.put(member.getKey(), member.getValue()));
    return new RequestBuilder(this, operation, given).build();
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
