package io.patchbay.identity.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.platform.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInFailuresTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
  private final SignInFailures failures =
      new SignInFailures(TestDatabase.shared().engine(), now::get);

  private void fail(String login, String address, int times) {
    for (int i = 0; i < times; i++) {
      failures.failed(login, address);
    }
  }

  @Test
  void fourFailuresCostNothing() {
    fail("ann", "192.0.2.10", 4);
    assertEquals(Duration.ZERO, failures.wait("ann", "192.0.2.10"));
  }

  @Test
  void theWaitDoublesUpToAQuarterOfAnHour() {
    fail("bob", "192.0.2.11", 5);
    assertEquals(Duration.ofSeconds(30), failures.wait("Bob ", "192.0.2.99"));
    fail("bob", "192.0.2.11", 1);
    assertEquals(Duration.ofSeconds(60), failures.wait("bob", "192.0.2.99"));
    fail("bob", "192.0.2.11", 20);
    assertEquals(Duration.ofMinutes(15), failures.wait("bob", "192.0.2.99"));
    now.set(now.get().plus(Duration.ofMinutes(16)));
    assertEquals(Duration.ZERO, failures.wait("bob", "192.0.2.99"));
  }

  @Test
  void anAddressThatTriesManyLoginsWaitsToo() {
    for (int i = 0; i < 50; i++) {
      failures.failed("someone" + i, "192.0.2.12");
    }
    assertTrue(failures.wait("another", "192.0.2.12").isPositive());
    assertEquals(Duration.ZERO, failures.wait("another", "192.0.2.13"));
  }

  @Test
  void aRightPasswordForgetsTheLoginsFailures() {
    fail("cid", "192.0.2.14", 4);
    failures.succeeded("cid");
    fail("cid", "192.0.2.14", 4);
    assertEquals(Duration.ZERO, failures.wait("cid", "192.0.2.14"));
  }
}
