package io.patchbay.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

  private final EgressPolicy policy = EgressPolicy.publicOnly();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.1.2.3",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[::10.0.0.1]",
        "[64:ff9b::a00:1]",
        "[64:ff9b:1::a00:1]",
        "[100::1]",
        "[2001::1]",
        "[2001:0:53aa:64c::]",
        "[2001:2::1]",
        "[2001:10::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[2002:a00:1::1]",
        "[3fff::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[2600::5efe:a00:1]",
        "[2600::200:5efe:a00:1]"
      })
  void refusesLiteralThatIsNotPublic(String spelled) {
    HostName host = HostName.parse(spelled).orElseThrow();
    assertTrue(policy.refuse(host, 443).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "192.0.1.1",
        "[2600::1]",
        "[2a00:1450:4001::1]",
        "example.com",
        "api.example.co.uk"
      })
  void letsPublicHostsThrough(String spelled) {
    assertEquals(Optional.empty(), policy.refuse(HostName.parse(spelled).orElseThrow(), 443));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "127.0.1",
        "127.0.0.1.2",
        "256.1.1.1",
        "127.0.0.01",
        "1.2.3.0x4",
        "0",
        "0x",
        "[fe80::1%eth0]",
        "[1.2.3.4]",
        "[::1",
        "exa mple.com",
        "example..com",
        ".",
        "",
        "-a.com",
        "a%2eb",
        "[::ffff:999.1.1.1]",
        "127.0.0.1..",
        "host.1"
      })
  void refusesSpellingsThatResolversReadDifferently(String spelled) {
    assertEquals(Optional.empty(), HostName.parse(spelled));
  }

  @ParameterizedTest
  @ValueSource(strings = {"１２７.０.０.１", "①②⑦.0.0.1", "127。0。0。1", "127.0.0.1."})
  void recognisesTheLoopbackBehindLookAlikes(String spelled) {
    HostName.parse(spelled)
        .ifPresent(host -> assertTrue(policy.refuse(host, 80).isPresent(), host.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "metadata.google.internal",
        "metadata", "printer.local", "db.default.svc", "x.svc.cluster.local", "instance-data"
      })
  void refusesNamesOfTheInnerNetworkBeforeTheyAreResolved(String spelled) {
    assertTrue(policy.refuse(HostName.parse(spelled).orElseThrow(), 443).isPresent());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 22, 25, 53, 110, 143, 445, 587, 3306, 5432, 6379, 11211, 2375})
  void refusesPortsOnWhichOtherProtocolsListen(int port) {
    assertTrue(policy.refuse(HostName.parse("example.com").orElseThrow(), port).isPresent());
  }

  @Test
  void refusesAPublicNameThatLeadsInside() throws Exception {
    InetAddress inside = InetAddress.getByName("10.0.0.7");
    assertEquals(
        "'example.com' leads to an address that is not public",
        policy.refuse("example.com", 443, inside).orElseThrow());
  }

  @Test
  void allowsWhatTheOperatorListsAndNothingBeside() throws Exception {
    EgressPolicy listed =
        EgressPolicy.parse("127.0.0.1:9000, crm.local:*,10.1.0.0/16:443,[fd00::/8]:8080");
    assertAllowed(listed, "127.0.0.1", 9000, "127.0.0.1");
    assertAllowed(listed, "crm.local", 22, "192.168.0.9");
    assertAllowed(listed, "erp.internal", 443, "10.1.2.3");
    assertAllowed(listed, "erp.internal", 8080, "fd00::1");
    assertRefused(listed, "127.0.0.1", 9001, "127.0.0.1");
    assertRefused(listed, "127.0.0.2", 9000, "127.0.0.2");
    assertRefused(listed, "other.local", 443, "192.168.0.9");
    assertRefused(listed, "erp.internal", 443, "10.2.0.1");
    assertRefused(listed, "erp.internal", 80, "10.1.2.3");
  }

  @Test
  void namesTheEntryThatCannotBeRead() {
    for (String bad : new String[] {"localhost", "host:0", "host:70000", "10.0.0.0/40:1", ":80"}) {
      var e = assertThrows(IllegalArgumentException.class, () -> EgressPolicy.parse("a:1," + bad));
      assertTrue(e.getMessage().contains("'" + bad + "'"), e.getMessage());
    }
    assertFalse(
        EgressPolicy.parse("").refuse(HostName.parse("10.0.0.1").orElseThrow(), 80).isEmpty());
  }

  private static void assertAllowed(EgressPolicy p, String host, int port, String address)
      throws Exception {
    InetAddress resolved = InetAddress.getByName(address);
    assertEquals(Optional.empty(), p.refuse(HostName.parse(host).orElseThrow(), port));
    assertEquals(Optional.empty(), p.refuse(host, port, resolved));
  }

  private static void assertRefused(EgressPolicy p, String host, int port, String address)
      throws Exception {
    assertTrue(p.refuse(host, port, InetAddress.getByName(address)).isPresent());
  }
}
