package io.patchbay.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the open internet from all others, after the registries of special-purpose
 * addresses (RFC 6890). IPv6 is a list of what is allowed, so that unknown blocks are refused.
 */
final class PublicAddresses {

  private static final List<AddressRange> NOT_PUBLIC_V4 =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT, also a cloud's metadata
          "127.0.0.0/8",
          "168.63.129.16/32", // a cloud's host agent
          "169.254.0.0/16", // link-local, metadata
          "172.16.0.0/12",
          "192.0.0.0/24", // protocol assignments, also a cloud's metadata
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  private static final AddressRange PUBLIC_V6 = AddressRange.parse("2000::/3");

  private static final List<AddressRange> NOT_PUBLIC_V6 =
      ranges(
          "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "3fff::/20"); // documentation

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC_V4.stream().noneMatch(r -> r.contains(address));
    }
    return PUBLIC_V6.contains(address)
        && NOT_PUBLIC_V6.stream().noneMatch(r -> r.contains(address))
        && !isIsatap(address.getAddress());
  }

  /** Interface identifiers ::0:5efe:a.b.c.d and ::200:5efe:a.b.c.d tunnel to an IPv4 address. */
  private static boolean isIsatap(byte[] a) {
    return (a[8] & ~2) == 0 && a[9] == 0 && a[10] == 0x5e && a[11] == (byte) 0xfe;
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(AddressRange::parse).toList();
  }
}
