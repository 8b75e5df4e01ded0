package io.patchbay.http;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host in its one spelling: lower case, ASCII, no trailing dot. Spellings of addresses that
 * resolvers understand differently (octal, hexadecimal, fewer than four parts, full-width digits)
 * are refused instead of guessed.
 *
 * @param literal the address when the host is one, else null
 */
public record HostName(String text, @Nullable InetAddress literal) {

  private static final int LONGEST_LABEL = 63;

  public static Optional<HostName> parse(String spelled) {
    try {
      return Optional.of(spelled.startsWith("[") ? ipv6(spelled) : nameOrIpv4(spelled));
    } catch (IllegalArgumentException | UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static HostName ipv6(String spelled) throws UnknownHostException {
    if (!spelled.endsWith("]")
        || !spelled.substring(1, spelled.length() - 1).matches("[0-9a-fA-F:.]{2,45}")) {
      throw new IllegalArgumentException("not an IPv6 address");
    }
    // The pattern admits no letters beyond f and at least the colon check below: never a DNS query.
    if (spelled.indexOf(':') < 0) {
      throw new IllegalArgumentException("not an IPv6 address");
    }
    InetAddress address = InetAddress.ofLiteral(spelled.substring(1, spelled.length() - 1));
    return new HostName(address.getHostAddress(), address);
  }

  private static HostName nameOrIpv4(String spelled) throws UnknownHostException {
    String host = IDN.toASCII(spelled, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    String[] labels = host.split("\\.", -1);
    if (looksNumeric(labels[labels.length - 1])) {
      return ipv4(host, labels);
    }
    for (String label : labels) {
      if (!isLabel(label)) {
        throw new IllegalArgumentException("not a host name");
      }
    }
    if (host.length() > 253) {
      throw new IllegalArgumentException("too long for a host name");
    }
    return new HostName(host, null);
  }

  /** Letters, digits and underscores, with hyphens between them. */
  private static boolean isLabel(String label) {
    int length = label.length();
    if (length == 0 || length > LONGEST_LABEL) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = label.charAt(i);
      boolean inner = i > 0 && i < length - 1;
      if (!((c >= 'a' && c <= 'z') || isDigit(c) || c == '_' || (c == '-' && inner))) {
        return false;
      }
    }
    return true;
  }

  /** Digits alone, or hexadecimal. */
  private static boolean looksNumeric(String last) {
    if (last.startsWith("0x") || last.startsWith("0X")) {
      return last.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
    }
    return !last.isEmpty() && last.chars().allMatch(HostName::isDigit);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A decimal number up to 255 in its one spelling. */
  private static int octet(String text) {
    boolean spelled =
        !text.isEmpty()
            && text.length() <= 3
            && text.chars().allMatch(HostName::isDigit)
            && (text.length() == 1 || text.charAt(0) != '0');
    int value = spelled ? Integer.parseInt(text) : 256;
    if (value > 255) {
      throw new IllegalArgumentException("not a decimal IPv4 address");
    }
    return value;
  }

  private static HostName ipv4(String host, String[] parts) throws UnknownHostException {
    if (parts.length != 4) {
      throw new IllegalArgumentException("not an IPv4 address of four parts");
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) octet(parts[i]);
    }
    return new HostName(host, InetAddress.getByAddress(bytes));
  }
}
