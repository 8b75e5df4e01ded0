package io.patchbay.plugins.http;

import io.patchbay.plugin.ConnectorException;
import java.net.URI;
import java.util.Optional;

/** Where a request goes. */
final class Addresses {
  private Addresses() {}

  /** Addresses outside the base are allowed only where there are no credentials to lose. */
  static URI resolve(HttpSettings settings, String url) {
    URI given = URI.create(url);
    Optional<URI> base = settings.base();
    if (given.isAbsolute()) {
      boolean foreign = base.isPresent() && !sameOrigin(base.get(), given);
      if (foreign && !(settings instanceof HttpSettings.None)) {
        throw ConnectorException.invalidInput(
            "Cannot call %s: this connection's credentials are for %s only. Use a connection without sign-in."
                .formatted(given.getHost(), base.get().getHost()));
      }
      return given;
    }
    return base.map(b -> append(b, url))
        .orElseThrow(
            () ->
                ConnectorException.invalidInput(
                    "Cannot call '%s': it is not a whole address and the connection has no base address."
                        .formatted(url)));
  }

  private static boolean sameOrigin(URI a, URI b) {
    return a.getScheme().equalsIgnoreCase(b.getScheme())
        && a.getHost() != null
        && a.getHost().equalsIgnoreCase(b.getHost())
        && a.getPort() == b.getPort()
        && b.getRawUserInfo() == null;
  }

  private static URI append(URI base, String path) {
    if (path.startsWith("//")) {
      throw ConnectorException.invalidInput(
          "Cannot call '%s': it names another host.".formatted(path));
    }
    String start = base.toString();
    String trimmed = start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    return URI.create(
        path.isEmpty() || path.startsWith("?") || path.startsWith("/")
            ? trimmed + path
            : trimmed + "/" + path);
  }
}
