package io.patchbay.http.call;

import io.patchbay.call.CallRefused;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.SecretRef;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.connection.ResolvedConnection;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.SecretMask;
import io.patchbay.secret.SealBroken;
import io.patchbay.tenant.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/**
 * The members of an authentication policy with their values. They come from the flow's text, from
 * secrets that it names, or from a whole connection; those of a connection that names a base
 * address are given to that host only.
 */
final class Credentials {

  private static final Map<String, String> NAMES_IN_CONNECTIONS =
      Map.of(
          "user",
          "username",
          "clientId",
          "client.id",
          "clientSecret",
          "client.secret",
          "tokenUrl",
          "endpoints.token",
          "scope",
          "scopes");

  private final Map<String, String> values = new HashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private @Nullable String connection;

  static Credentials of(
      HttpAuthentication authentication, TenantId tenant, URI target, ConnectionResolver resolver)
      throws CallRefused {
    Credentials credentials = new Credentials();
    String named = authentication.secret();
    if (named != null) {
      credentials.takeConnection(require(resolver, tenant, named), target);
    } else {
      credentials.takeProperties("", authentication.properties(), tenant, target, resolver);
    }
    return credentials;
  }

  private void takeConnection(ResolvedConnection found, URI target) throws CallRefused {
    requireHost(found, target);
    connection = found.name();
    found
        .settings()
        .forEach(
            (name, value) -> {
              if (value instanceof String text) {
                values.put(NAMES_IN_CONNECTIONS.getOrDefault(name, name), text);
              }
            });
    found.secretTexts().forEach(secrets::add);
  }

  private static void requireHost(ResolvedConnection found, URI target) throws CallRefused {
    if (found.settings().get("baseUrl") instanceof String base) {
      URI own = URI.create(base);
      if (!origin(own).equals(origin(target))) {
        throw new CallRefused(
            ErrorType.AUTHENTICATION,
            "The credentials of connection '%s' are for %s and are not sent to %s. Use another"
                    .formatted(found.name(), origin(own), origin(target))
                + " connection, or call that host.");
      }
    }
  }

  private static String origin(URI uri) {
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() > 0 ? uri.getPort() : https ? 443 : 80;
    return (https ? "https://" : "http://") + String.valueOf(uri.getHost()) + ":" + port;
  }

  private void takeProperties(
      String prefix, JsonNode node, TenantId tenant, URI target, ConnectionResolver resolver)
      throws CallRefused {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = prefix + member.getKey();
      JsonNode value = member.getValue();
      if (value instanceof POJONode pojo && pojo.getPojo() instanceof SecretRef ref) {
        ResolvedConnection found = require(resolver, tenant, ref.name());
        requireHost(found, target);
        values.put(name, onlySecret(found));
        secrets.add(onlySecret(found));
      } else if (value.isObject()) {
        takeProperties(name + ".", value, tenant, target, resolver);
      } else if (value.isArray()) {
        List<String> parts = new ArrayList<>();
        value.values().forEach(each -> parts.add(each.asString("")));
        values.put(name, String.join(" ", parts));
      } else {
        values.put(name, value.asString(""));
      }
    }
    for (String secret :
        List.of(
            "password",
            "token",
            "client.secret",
            "client.assertion",
            "subject.token",
            "actor.token")) {
      String value = values.get(secret);
      if (value != null && !value.isEmpty()) {
        secrets.add(value);
      }
    }
  }

  private static String onlySecret(ResolvedConnection found) throws CallRefused {
    if (found.secretTexts().size() != 1) {
      throw new CallRefused(
          ErrorType.CONFIGURATION,
          "'$secrets.%s' is not one value: connection '%s' has %d secrets. Name the connection with"
                  .formatted(found.name(), found.name(), found.secretTexts().size())
              + " 'use' in the authentication instead.");
    }
    return found.secretTexts().getFirst();
  }

  private static ResolvedConnection require(
      ConnectionResolver resolver, TenantId tenant, String name) throws CallRefused {
    try {
      Optional<ResolvedConnection> found = resolver.find(tenant, name);
      if (found.isPresent()) {
        return found.get();
      }
    } catch (SealBroken e) {
      throw new CallRefused(
          ErrorType.CONFIGURATION, "Connection '" + name + "' cannot be used: " + e.getMessage());
    }
    throw new CallRefused(
        ErrorType.CONFIGURATION,
        "There is no connection '%s' that holds this secret. Add it under Connections."
            .formatted(name));
  }

  String require(String name, String policy) throws CallRefused {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw new CallRefused(
          ErrorType.CONFIGURATION,
          "The authentication '%s' lacks '%s'.".formatted(policy, name.replace('.', '/')));
    }
    return value;
  }

  String or(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** The connection they came from, whose budget the calls share. */
  @Nullable String connection() {
    return connection;
  }

  /** The same for the same values, and says nothing about them. */
  String fingerprint() {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                all.append(name).append('=').append(value.length()).append(':').append(value));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  SecretMask mask() {
    return SecretMask.of(secrets);
  }
}
