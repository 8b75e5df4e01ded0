package io.patchbay.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Callers by the hash of their session or token, for ten seconds, so that a page of the console
 * does not look up its caller twenty times. What this node revokes is gone at once; what another
 * node revokes, ten seconds later.
 */
@Singleton
public class CallerCache {

  public static final Duration KEPT = Duration.ofSeconds(10);

  private final Cache<String, Caller.SignedIn> callers =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

  public Optional<Caller.SignedIn> find(
      byte[] hash, Function<byte[], Optional<Caller.SignedIn>> lookUp) {
    String key = HexFormat.of().formatHex(hash);
    Caller.@Nullable SignedIn known = callers.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Caller.SignedIn> found = lookUp.apply(hash);
    found.ifPresent(caller -> callers.put(key, caller));
    return found;
  }

  /** After a change to the account, its sessions, tokens or memberships. */
  public void forget(UUID account) {
    callers.asMap().values().removeIf(caller -> caller.account().equals(account));
  }

  /** After a change to a tenant. */
  public void forgetAll() {
    callers.invalidateAll();
  }
}
