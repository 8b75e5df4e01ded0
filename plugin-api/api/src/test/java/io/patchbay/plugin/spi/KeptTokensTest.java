package io.patchbay.plugin.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.patchbay.plugin.AccessToken;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeptTokensTest {
  private Instant now = Instant.parse("2026-11-23T18:00:00Z");
  private final AtomicInteger fetched = new AtomicInteger();
  private final KeptTokens tokens = new KeptTokens(() -> now);

  private Supplier<AccessToken> livesFor(long seconds) {
    return () ->
        new AccessToken(Secret.of("token-" + fetched.incrementAndGet()), now.plusSeconds(seconds));
  }

  @Test
  void keepsATokenUntilShortlyBeforeItEnds() {
    tokens.get("", livesFor(100));
    now = now.plusSeconds(60);
    assertEquals("token-1", tokens.get("", livesFor(100)).reveal());
    now = now.plusSeconds(11);
    assertEquals("token-2", tokens.get("", livesFor(100)).reveal());
  }

  @Test
  void tokensOfDifferentNamesAndForgottenOnesAreFetched() {
    tokens.get("a", livesFor(100));
    tokens.get("b", livesFor(100));
    tokens.forget("a");
    assertEquals("token-3", tokens.get("a", livesFor(100)).reveal());
    assertEquals("token-2", tokens.get("b", livesFor(100)).reveal());
  }

  @Test
  void aFailureIsNotKept() {
    assertThrows(
        ConnectorException.class,
        () ->
            tokens.get(
                "",
                () -> {
                  throw ConnectorException.authentication("No.");
                }));
    assertEquals("token-1", tokens.get("", livesFor(100)).reveal());
  }

  @Test
  void manyCallersFetchOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Secret>> results = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        results.add(
            threads.submit(
                () -> {
                  go.await();
                  return tokens.get("", livesFor(100));
                }));
      }
      go.countDown();
      for (Future<Secret> result : results) {
        assertEquals("token-1", result.get().reveal());
      }
    }
    assertEquals(1, fetched.get());
  }
}
