package io.patchbay.plugin.spi;

import io.patchbay.plugin.AccessToken;
import io.patchbay.plugin.AccessTokens;
import io.patchbay.plugin.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The tokens of one connection in memory: one fetch at a time, at most {@value #MOST_TOKENS}
 * tokens. A platform keeps one per tenant and connection and drops it when the settings of the
 * connection change.
 */
public final class KeptTokens implements AccessTokens {
  static final int MOST_TOKENS = 20;
  private static final Duration EARLY = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, AccessToken> tokens = new HashMap<>();

  public KeptTokens(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Secret get(String name, Supplier<AccessToken> fetch) {
    lock.lock();
    try {
      AccessToken kept = tokens.get(name);
      if (kept != null && isFresh(kept)) {
        return kept.value();
      }
      AccessToken fetched = fetch.get();
      if (tokens.size() >= MOST_TOKENS) {
        tokens.clear();
      }
      tokens.put(name, fetched);
      return fetched.value();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFresh(AccessToken token) {
    return clock.instant().plus(EARLY).isBefore(token.expiresAt());
  }

  @Override
  public void forget(String name) {
    lock.lock();
    try {
      tokens.remove(name);
    } finally {
      lock.unlock();
    }
  }
}
