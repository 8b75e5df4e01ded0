package io.patchbay.plugin.http;

import io.patchbay.plugin.Secret;

/**
 * One header field.
 *
 * @param secret masked in records and texts, dropped when a redirect leads to another host
 */
public record HttpHeader(String name, String value, boolean secret) {
  public HttpHeader {
    if (name.isEmpty() || !name.chars().allMatch(HttpHeader::isTokenChar)) {
      throw new IllegalArgumentException(
          "A header name consists of letters, digits and !#$%&'*+-.^_`|~.");
    }
    if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
      throw new IllegalArgumentException(
          "The value of header '" + name + "' contains a control character.");
    }
  }

  private static boolean isTokenChar(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  @Override
  public String toString() {
    return name + ": " + (secret ? Secret.MASK : value);
  }
}
