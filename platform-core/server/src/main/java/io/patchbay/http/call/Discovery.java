package io.patchbay.http.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.call.CallRefused;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.CallOrigin;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.SecretMask;
import io.patchbay.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Token endpoints from OpenID Connect discovery; each is asked for once an hour and tenant. */
final class Discovery {
  private static final String PATH = "/.well-known/openid-configuration";
  private static final Duration KEPT = Duration.ofHours(1);

  private record Key(String tenant, String authority, String issuers) {}

  private record Found(URI tokenEndpoint, Instant at) {}

  private final OutboundHttp http;
  private final InstantSource clock;
  private final Cache<Key, Found> found = Caffeine.newBuilder().maximumSize(1_000).build();

  Discovery(OutboundHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  URI tokenEndpoint(Credentials credentials, CallOrigin origin, Instant deadline)
      throws CallRefused, OutboundFailure, InterruptedException {
    String authority = withoutSlash(credentials.require("authority", "oidc"));
    String issuers = credentials.or("issuers", "");
    Key key = new Key(origin.tenant().value(), authority, issuers);
    Found known = found.getIfPresent(key);
    if (known != null && clock.instant().isBefore(known.at().plus(KEPT))) {
      return known.tokenEndpoint();
    }
    URI endpoint = ask(authority, issuers, origin, deadline);
    found.put(key, new Found(endpoint, clock.instant()));
    return endpoint;
  }

  void forget(TenantId tenant) {
    found.asMap().keySet().removeIf(key -> key.tenant.equals(tenant.value()));
  }

  private URI ask(String authority, String issuers, CallOrigin origin, Instant deadline)
      throws CallRefused, OutboundFailure, InterruptedException {
    URI address = uri(authority + PATH);
    OutboundResponse response =
        http.send(
            new OutboundRequest(
                origin,
                "GET",
                address,
                List.of(new Header("Accept", "application/json")),
                new byte[0],
                OutboundRequest.Redirects.FOLLOW,
                deadline,
                256 * 1024,
                SecretMask.none()));
    if (!response.successful()) {
      throw refused(authority, "its status is " + response.status());
    }
    JsonNode configuration;
    try {
      configuration = JsonMapper.shared().readTree(response.body());
    } catch (JacksonException e) {
      throw refused(authority, "it is not JSON");
    }
    String issuer = configuration.path("issuer").asString("");
    boolean trusted =
        withoutSlash(issuer).equals(authority)
            || Arrays.asList(issuers.split(" ", -1)).contains(issuer);
    if (issuer.isEmpty() || !trusted) {
      throw refused(
          authority,
          "its issuer is another one ('" + issuer + "'). If that is right, name it in `issuers`");
    }
    URI endpoint = uri(configuration.path("token_endpoint").asString(""));
    if ("https".equals(address.getScheme()) && !"https".equals(endpoint.getScheme())) {
      throw refused(authority, "its token endpoint is not encrypted");
    }
    return endpoint;
  }

  private static CallRefused refused(String authority, String why) {
    return new CallRefused(
        ErrorType.AUTHENTICATION,
        "The OpenID configuration of '%s' cannot be used: %s.".formatted(authority, why));
  }

  private static URI uri(String text) throws CallRefused {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw CallRefused.configuration("'" + text + "' is not an address.");
    }
    throw CallRefused.configuration("'" + text + "' is not an address.");
  }

  private static String withoutSlash(String text) {
    return text.replaceAll("/+$", "");
  }
}
