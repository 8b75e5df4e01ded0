package io.patchbay.run.machine;

import io.patchbay.call.HttpAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code $authorization}: {@code {scheme, parameter}}. The parameter is shown when it is made of
 * the flow's own data; of secrets, and of what only the invoker learns, it is {@code •••}.
 */
final class Authorizations {
  private static final String MASKED = "•••";

  private Authorizations() {}

  static JsonNode describe(HttpAuthentication authentication) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("scheme", scheme(authentication.kind()));
    node.put("parameter", parameter(authentication));
    return node;
  }

  private static String scheme(HttpAuthentication.Kind kind) {
    return switch (kind) {
      case BASIC -> "Basic";
      case DIGEST -> "Digest";
      case BEARER, OAUTH2, OIDC -> "Bearer";
    };
  }

  private static String parameter(HttpAuthentication authentication) {
    JsonNode properties = authentication.properties();
    return switch (authentication.kind()) {
      case BASIC -> {
        JsonNode user = properties.path("username");
        JsonNode password = properties.path("password");
        yield user.isString() && password.isString() ? basic(user, password) : MASKED;
      }
      case BEARER -> {
        JsonNode token = properties.path("token");
        yield token.isString() ? token.stringValue() : MASKED;
      }
      case DIGEST, OAUTH2, OIDC -> MASKED;
    };
  }

  private static String basic(JsonNode user, JsonNode password) {
    String pair = user.stringValue() + ":" + password.stringValue();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
