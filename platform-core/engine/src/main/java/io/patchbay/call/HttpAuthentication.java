package io.patchbay.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a {@code call: http} identifies itself.
 *
 * @param secret the name of a declared secret or connection that holds the whole configuration, or
 *     null when {@code properties} has it
 * @param properties the policy's members as in the specification; a value may be a {@link
 *     SecretRef} (inside a POJONode), which the invoker resolves at the last moment
 */
public record HttpAuthentication(Kind kind, @Nullable String secret, JsonNode properties) {
  public enum Kind {
    BASIC,
    BEARER,
    DIGEST,
    OAUTH2,
    OIDC
  }

  public static HttpAuthentication bySecret(Kind kind, String secret) {
    return new HttpAuthentication(kind, secret, JsonNodeFactory.instance.objectNode());
  }

  @Override
  public String toString() {
    return "HttpAuthentication[" + kind + ", •••]";
  }
}
