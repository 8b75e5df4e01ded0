package io.patchbay.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.http.OutboundFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of this node, one for each tenant, connection and host, so that a tenant's trouble
 * with a host never slows another tenant. Bounded: the longest unused are forgotten.
 *
 * <p>Waits for short pauses inside the call, and reports long ones to the caller with the time that
 * is left. A budget shared by several nodes is not there yet: with n nodes a host may see n calls
 * before all of them know about a pause.
 */
public final class CallBudgets {

  /** A pause up to this long is waited for inside the call. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private record Key(String tenant, String connection, String host) {}

  private final Cache<Key, CallBudget> budgets =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterAccess(Duration.ofHours(25)).build();

  private final InstantSource clock;

  public CallBudgets(InstantSource clock) {
    this.clock = clock;
  }

  /** Permission to send one request; one of its methods must be called afterwards. */
  public final class Ticket {
    private final CallBudget budget;

    private Ticket(CallBudget budget) {
      this.budget = budget;
    }

    /** Returns the pause that the answer asks for. */
    public Optional<Duration> answered(int status, @Nullable String retryAfter) {
      Instant now = clock.instant();
      Duration asked =
          retryAfter == null ? null : RetryAfter.parse(retryAfter, now).orElse(RetryAfter.SHORTEST);
      boolean throttled = status == 429 || (status == 503 && asked != null);
      Duration pause = !throttled ? null : asked == null ? RetryAfter.SHORTEST : asked;
      budget.answered(now, status, pause);
      return Optional.ofNullable(pause != null ? pause : asked);
    }

    public void failed() {
      budget.failed(clock.instant());
    }

    public void undecided() {
      budget.undecided();
    }
  }

  /** Waits until the request may be sent, or fails when that is later than the caller can wait. */
  public Ticket admit(CallOrigin origin, URI uri, Instant deadline)
      throws OutboundFailure, InterruptedException {
    CallBudget budget = budgets.get(key(origin, uri), k -> new CallBudget());
    Instant patience = earlier(clock.instant().plus(PATIENCE), deadline);
    while (true) {
      Instant now = clock.instant();
      switch (budget.admit(now)) {
        case CallBudget.Admission.Go() -> {
          return new Ticket(budget);
        }
        case CallBudget.Admission.Paused(Instant until) -> {
          if (!until.isBefore(patience)) {
            throw later(Kind.PAUSED, uri, "it asked for a pause", Duration.between(now, until));
          }
          Thread.sleep(Duration.between(now, until).plusMillis(1));
        }
        case CallBudget.Admission.Open(Instant until) ->
            throw later(
                Kind.CIRCUIT_OPEN,
                uri,
                "its last " + CallBudget.FAILURES_TO_OPEN + " or more calls failed",
                Duration.between(now, until));
      }
    }
  }

  private static OutboundFailure later(Kind kind, URI uri, String why, Duration left) {
    return new OutboundFailure(
        kind,
        "Cannot call %s: %s. It will be called again in %d s."
            .formatted(uri.getHost(), why, left.plusMillis(999).toSeconds()),
        false,
        left,
        null);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Key key(CallOrigin origin, URI uri) {
    String connection = origin.connection() == null ? "" : origin.connection();
    return new Key(
        origin.tenant().value(), connection, uri.getScheme() + "://" + uri.getAuthority());
  }
}
