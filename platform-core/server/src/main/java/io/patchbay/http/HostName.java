package io.patchbay.http;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host in its one spelling: lower case, ASCII, no trailing dot. Spellings of addresses that
 * resolvers understand differently (octal, hexadecimal, fewer than four parts, full-width digits)
 * are refused instead of guessed.
 *
 * @param literal the address when the host is one, else null
 */
public record HostName(String text, @Nullable InetAddress literal) {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");

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
      if (!LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException("not a host name");
      }
    }
    if (host.length() > 253) {
      throw new IllegalArgumentException("too long for a host name");
    }
    return new HostName(host, null);
  }

  private static boolean looksNumeric(String last) {
    return NUMERIC.matcher(last).matches();
  }

  private static HostName ipv4(String host, String[] parts) throws UnknownHostException {
    if (parts.length != 4) {
      throw new IllegalArgumentException("not an IPv4 address of four parts");
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!OCTET.matcher(parts[i]).matches() || Integer.parseInt(parts[i]) > 255) {
        throw new IllegalArgumentException("not a decimal IPv4 address");
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return new HostName(host, InetAddress.getByAddress(bytes));
  }
}
