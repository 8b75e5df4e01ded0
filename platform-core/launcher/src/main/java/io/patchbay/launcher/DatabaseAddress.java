package io.patchbay.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * An existing PostgreSQL: who may make roles there, and where it is.
 *
 * @param jdbc address for the driver, without user and password
 */
public record DatabaseAddress(String jdbc, String user, String password) {

  /** Reads {@code postgresql://user:password@host:port/database?sslmode=…}. */
  static DatabaseAddress parse(String text) {
    try {
      URI uri = new URI(text);
      String[] who =
          uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      String path = uri.getRawPath() == null ? "" : uri.getRawPath();
      if ((scheme.equals("postgresql") || scheme.equals("postgres"))
          && uri.getHost() != null
          && path.length() > 1
          && who.length == 2) {
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseAddress(
            "jdbc:postgresql://" + uri.getHost() + ":" + port + path + query,
            decoded(who[0]),
            decoded(who[1]));
      }
    } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
      // refused below, without repeating it: it may hold a password
    }
    throw new LaunchProblem(
        LaunchProblem.USAGE,
        "--database-url must look like postgresql://user:password@host:5432/database (special"
            + " characters of the password percent-encoded).");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return jdbc + " as " + user + ", password •••";
  }
}
