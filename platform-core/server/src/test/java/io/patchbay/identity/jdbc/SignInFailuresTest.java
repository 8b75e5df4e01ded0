package io.patchbay.identity.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.platform.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInFailuresTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
  private final SignInFailures failures =
      new SignInFailures(TestDatabase.shared().engine(), now::get);

  private Duration tried(String login, String address) {
    return failures.admit(login, address);
  }

  @Test
  void fourFailuresCostNothing() {
    for (int i = 0; i < 5; i++) {
      assertEquals(Duration.ZERO, tried("ann", "192.0.2.10"));
    }
    assertTrue(tried("ann", "192.0.2.10").isPositive());
  }

  @Test
  void theWaitDoublesUpToAQuarterOfAnHour() {
    for (int i = 0; i < 5; i++) {
      tried("bob", "192.0.2.11");
    }
    for (long seconds : new long[] {30, 60, 120, 240, 480, 900, 900}) {
      assertEquals(Duration.ofSeconds(seconds), tried("Bob ", "192.0.2.99"));
      now.set(now.get().plusSeconds(seconds));
      assertEquals(Duration.ZERO, tried("bob", "192.0.2.98"));
    }
  }

  @Test
  void anAddressThatTriesManyLoginsWaitsToo() {
    for (int i = 0; i < 50; i++) {
      assertEquals(Duration.ZERO, tried("someone" + i, "192.0.2.12"));
    }
    assertTrue(tried("another", "192.0.2.12").isPositive());
    assertEquals(Duration.ZERO, tried("another", "192.0.2.13"));
  }

  @Test
  void aRightPasswordForgetsTheLoginsFailures() {
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 4; i++) {
        assertEquals(Duration.ZERO, tried("cid", "192.0.2." + (20 + round)));
      }
      failures.succeeded("cid", "192.0.2." + (20 + round));
    }
  }

  @Test
  void manyGuessesAtOnceGetNoFurtherThanGuessesInARow() throws Exception {
    AtomicInteger admitted = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    if (tried("dora", "192.0.2.60").isZero()) {
                      admitted.incrementAndGet();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(5, admitted.get());
  }
}
