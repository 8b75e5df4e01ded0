package io.patchbay.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where requests may go: to public addresses on ports that speak HTTP, and to what the operator
 * allows besides. An allowance is {@code host:port}, {@code host:*}, {@code address:port} or {@code
 * 10.1.0.0/16:port} (IPv6 in brackets), several separated by commas.
 */
public final class EgressPolicy {

  private static final Set<String> INTERNAL_NAMES =
      Set.of("localhost", "metadata", "metadata.goog", "instance-data", "kubernetes.default");

  private static final List<String> INTERNAL_SUFFIXES =
      List.of(".localhost", ".local", ".localdomain", ".internal", ".svc", ".home.arpa", ".lan");

  /** Ports above 1023 on which something else than HTTP usually listens. */
  private static final Set<Integer> NOT_HTTP =
      Set.of(
          1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190,
          5060, 5061, 5432, 5672, 5900, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679,
          6697, 9042, 9092, 10250, 11211, 27017);

  private record Allowance(@Nullable String host, @Nullable AddressRange range, int port) {

    boolean covers(int candidate) {
      return port == 0 || port == candidate;
    }
  }

  private final List<Allowance> allowances;

  private EgressPolicy(List<Allowance> allowances) {
    this.allowances = List.copyOf(allowances);
  }

  public static EgressPolicy publicOnly() {
    return new EgressPolicy(List.of());
  }

  /**
   * Reads the operator's list.
   *
   * @throws IllegalArgumentException names the entry that cannot be read
   */
  public static EgressPolicy parse(String list) {
    List<Allowance> found = new ArrayList<>();
    for (String entry : list.split(",", -1)) {
      if (!entry.isBlank()) {
        found.add(allowance(entry.strip()));
      }
    }
    return new EgressPolicy(found);
  }

  private static Allowance allowance(String entry) {
    int colon = entry.lastIndexOf(':');
    try {
      String portText = entry.substring(colon + 1);
      int port = portText.equals("*") ? 0 : Integer.parseInt(portText);
      String target = entry.substring(0, colon);
      if (colon < 1 || port < 0 || port > 65535 || (port == 0 && !portText.equals("*"))) {
        throw new IllegalArgumentException("port");
      }
      String bare = target.startsWith("[") ? target.substring(1, target.length() - 1) : target;
      if (bare.indexOf('/') >= 0 || target.startsWith("[")) {
        return new Allowance(null, AddressRange.parse(bare), port);
      }
      HostName host = HostName.parse(target).orElseThrow(IllegalArgumentException::new);
      return host.literal() == null
          ? new Allowance(host.text(), null, port)
          : new Allowance(null, AddressRange.parse(host.text()), port);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "Cannot read '"
              + entry
              + "' in the list of allowed outbound addresses (PATCHBAY_EGRESS_ALLOW): expected"
              + " host:port, host:*, or network/bits:port with IPv6 in brackets.",
          e);
    }
  }

  /** Why the host and port must not be called, known before any name is resolved; empty: go on. */
  public Optional<String> refuse(HostName host, int port) {
    if (allowsName(host.text(), port)) {
      return Optional.empty();
    }
    InetAddress literal = host.literal();
    if (literal != null) {
      return refuse(host.text(), port, literal);
    }
    // A name inside an allowed network is decided by its addresses, once they are known.
    if (isInternal(host.text()) && allowances.stream().noneMatch(a -> a.range() != null)) {
      return Optional.of("'" + host.text() + "' is a name of the inner network");
    }
    return allowances.stream().anyMatch(a -> a.range() != null && a.covers(port))
        ? Optional.empty()
        : refusePort(port);
  }

  /** Why this resolved address of the host must not be connected to; empty: connect. */
  public Optional<String> refuse(String host, int port, InetAddress address) {
    if (allowsName(host, port)
        || allowances.stream()
            .anyMatch(a -> a.range() != null && a.covers(port) && a.range().contains(address))) {
      return Optional.empty();
    }
    if (!PublicAddresses.contains(address)) {
      return Optional.of(
          host.equals(address.getHostAddress())
              ? "'" + host + "' is not a public address"
              : "'" + host + "' leads to an address that is not public");
    }
    if (isInternal(host)) {
      return Optional.of("'" + host + "' is a name of the inner network");
    }
    return refusePort(port);
  }

  private boolean allowsName(String host, int port) {
    return allowances.stream().anyMatch(a -> host.equals(a.host()) && a.covers(port));
  }

  private static Optional<String> refusePort(int port) {
    boolean web = port == 80 || port == 443 || (port > 1023 && !NOT_HTTP.contains(port));
    return web ? Optional.empty() : Optional.of("port " + port + " is not one for HTTP");
  }

  private static boolean isInternal(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return INTERNAL_NAMES.contains(name) || INTERNAL_SUFFIXES.stream().anyMatch(name::endsWith);
  }
}
