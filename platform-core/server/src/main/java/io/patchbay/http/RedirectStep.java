package io.patchbay.http;

import io.patchbay.http.OutboundFailure.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The next request of a redirected one (RFC 9110, 15.4). Credentials and every header or body that
 * contains a known secret stay with the origin they were meant for.
 */
public final class RedirectStep {

  public static final int MOST_HOPS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> OF_THE_BODY =
      Set.of("content-type", "content-encoding", "content-language", "content-length", "digest");

  private RedirectStep() {}

  public static boolean isRedirect(int status, List<Header> headers) {
    return REDIRECTS.contains(status) && Header.find(headers, "Location").isPresent();
  }

  public static OutboundRequest follow(OutboundRequest from, int status, String location)
      throws OutboundFailure {
    URI to = target(from, location);
    boolean sameOrigin = origin(from.uri()).equals(origin(to));
    if (from.uri().getScheme().equalsIgnoreCase("https")
        && !to.getScheme().equalsIgnoreCase("https")) {
      throw refused(from, "it leads from https to http");
    }
    boolean becomesGet =
        (status == 303 && !from.method().equals("HEAD"))
            || ((status == 301 || status == 302) && from.method().equals("POST"));
    List<Header> headers =
        from.headers().stream()
            .filter(h -> sameOrigin || !isSecret(h, from.mask()))
            .filter(h -> !becomesGet || !OF_THE_BODY.contains(h.name().toLowerCase(Locale.ROOT)))
            .toList();
    byte[] body = becomesGet ? new byte[0] : from.body();
    if (!sameOrigin && from.mask().hits(new String(body, StandardCharsets.UTF_8))) {
      throw refused(from, "its body contains a credential, which must not go to another host");
    }
    return from.redirectedTo(becomesGet ? "GET" : from.method(), to, headers, body);
  }

  private static boolean isSecret(Header header, SecretMask mask) {
    return header.carriesCredentials() || mask.hits(header.value());
  }

  private static URI target(OutboundRequest from, String location) throws OutboundFailure {
    try {
      URI to = from.uri().resolve(location.strip());
      if (to.getScheme() == null || to.getRawAuthority() == null) {
        throw new IllegalArgumentException("no host");
      }
      return to;
    } catch (IllegalArgumentException e) {
      throw refused(from, "its target cannot be read");
    }
  }

  private static OutboundFailure refused(OutboundRequest from, String why) {
    return new OutboundFailure(
        Kind.REDIRECT_REFUSED,
        "Cannot follow the redirect of " + from.uri().getHost() + ": " + why + ".",
        true);
  }

  private static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }
}
