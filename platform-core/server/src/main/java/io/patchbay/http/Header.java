package io.patchbay.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One header field. Names compare without regard to case; line breaks are refused. */
public record Header(String name, String value) {

  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "cookie2",
          "set-cookie",
          "www-authenticate",
          "x-api-key",
          "api-key",
          "apikey",
          "x-auth-token",
          "x-access-token",
          "x-csrf-token",
          "x-amz-security-token",
          "ocp-apim-subscription-key",
          "x-goog-api-key",
          "x-shopify-access-token",
          "private-token");

  public Header {
    if (!isToken(name)) {
      throw new IllegalArgumentException(
          "Cannot send header '" + printable(name) + "': its name has forbidden characters.");
    }
    if (!isPrintable(value)) {
      throw new IllegalArgumentException(
          "Cannot send header '"
              + name
              + "': its value contains a line break or control character.");
    }
  }

  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** True for headers that carry credentials by their nature. */
  public boolean carriesCredentials() {
    return CREDENTIALS.contains(name.toLowerCase(Locale.ROOT));
  }

  public static Optional<String> find(List<Header> headers, String name) {
    for (Header header : headers) {
      if (header.is(name)) {
        return Optional.of(header.value);
      }
    }
    return Optional.empty();
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isToken(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isPrintable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < 0x20 || c == 0x7f)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isToken(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static String printable(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text.replaceAll("\\p{Cntrl}", "?");
  }
}
