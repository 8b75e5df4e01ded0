package io.patchbay.http.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.call.CallRefused;
import io.patchbay.call.HttpAuthentication.Kind;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.CallOrigin;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundRequest.Redirects;
import io.patchbay.http.OutboundResponse;
import io.patchbay.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Access tokens, kept until shortly before they end. One fetch at a time for each; kept apart by
 * tenant and by everything that went into the request.
 */
final class ClientTokens {

  private static final Duration EARLY = Duration.ofSeconds(30);
  private static final Duration IF_NOT_TOLD = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  private record Key(String tenant, Kind kind, String fingerprint) {}

  private static final class Slot {
    final ReentrantLock lock = new ReentrantLock();
    @Nullable String token;
    Instant until = Instant.MIN;
  }

  private final OutboundHttp http;
  private final InstantSource clock;
  private final Discovery discovery;
  private final Cache<Key, Slot> slots =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(2)).build();

  ClientTokens(OutboundHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
    this.discovery = new Discovery(http, clock);
  }

  /** Blocks while another call of the tenant fetches the same token. */
  String get(Credentials credentials, Kind kind, CallOrigin origin, Instant deadline)
      throws CallRefused, OutboundFailure, InterruptedException {
    Slot slot = slot(credentials, kind, origin);
    long patience = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
    if (!slot.lock.tryLock(patience, TimeUnit.MILLISECONDS)) {
      throw new OutboundFailure(
          OutboundFailure.Kind.TIMED_OUT,
          "Cannot fetch an access token: another call was still waiting for it at the deadline.",
          false);
    }
    try {
      String known = slot.token;
      if (known != null && clock.instant().isBefore(slot.until)) {
        return known;
      }
      JsonNode answer = fetch(credentials, kind, origin, deadline);
      String token = answer.path("access_token").asString("");
      slot.until = clock.instant().plus(lifetime(answer));
      slot.token = token;
      return token;
    } finally {
      slot.lock.unlock();
    }
  }

  private static Duration lifetime(JsonNode answer) {
    Duration told =
        Duration.ofSeconds(
            Math.clamp(answer.path("expires_in").asLong(IF_NOT_TOLD.toSeconds()), 0, 86_400));
    return told.compareTo(EARLY.multipliedBy(2)) > 0 ? told.minus(EARLY) : told.dividedBy(2);
  }

  /** Drops a token that was refused, unless a fresh one has taken its place. */
  void forget(Credentials credentials, Kind kind, CallOrigin origin, String refused)
      throws InterruptedException {
    Slot slot = slot(credentials, kind, origin);
    slot.lock.lockInterruptibly();
    try {
      if (refused.equals(slot.token)) {
        slot.token = null;
      }
    } finally {
      slot.lock.unlock();
    }
  }

  /** Drops all that is kept for the tenant. */
  void forget(TenantId tenant) {
    slots.asMap().keySet().removeIf(key -> key.tenant.equals(tenant.value()));
    discovery.forget(tenant);
  }

  private Slot slot(Credentials credentials, Kind kind, CallOrigin origin) {
    Key key = new Key(origin.tenant().value(), kind, credentials.fingerprint());
    return slots.get(key, k -> new Slot());
  }

  private JsonNode fetch(Credentials credentials, Kind kind, CallOrigin origin, Instant deadline)
      throws CallRefused, OutboundFailure, InterruptedException {
    try {
      URI endpoint =
          kind == Kind.OIDC && credentials.or("endpoints.token", "").isEmpty()
              ? discovery.tokenEndpoint(credentials, origin, deadline)
              : TokenRequest.endpoint(credentials);
      TokenRequest request = TokenRequest.of(credentials, endpoint, clock.instant());
      OutboundResponse response =
          http.send(
              new OutboundRequest(
                  origin,
                  "POST",
                  endpoint,
                  request.headers(),
                  request.body(),
                  Redirects.RETURN,
                  deadline,
                  256 * 1024,
                  credentials.mask()));
      return answer(response, endpoint, credentials);
    } catch (OutboundFailure e) {
      // The call itself was not sent, whatever became of the request for its token.
      throw new OutboundFailure(
          e.kind(),
          "Cannot fetch an access token. " + e.getMessage(),
          false,
          e.retryAfter().orElse(null),
          e);
    }
  }

  private static JsonNode answer(OutboundResponse response, URI endpoint, Credentials credentials)
      throws CallRefused, OutboundFailure {
    JsonNode answer = JSON.nullNode();
    try {
      answer = JSON.readTree(response.body());
    } catch (JacksonException e) {
      answer = JsonNodeFactory.instance.missingNode();
    }
    String type = answer.path("token_type").asString("bearer").toLowerCase(Locale.ROOT);
    boolean token = !answer.path("access_token").asString("").isEmpty();
    if (response.successful() && token && type.equals("bearer")) {
      return answer;
    }
    if (response.status() == 429 || response.status() >= 500) {
      throw new OutboundFailure(
          OutboundFailure.Kind.BAD_RESPONSE,
          "%s answered with status %d.".formatted(endpoint.getHost(), response.status()),
          false,
          response.retryAfter().orElse(null),
          null);
    }
    String said = answer.path("error").asString("");
    String more = answer.path("error_description").asString("");
    String why =
        token && !type.equals("bearer")
            ? "its tokens are of the type '" + type + "', which is not supported"
            : (said + (more.isEmpty() ? "" : ": " + more)).strip();
    throw new CallRefused(
        ErrorType.AUTHENTICATION,
        credentials
            .mask()
            .mask(
                "No access token came from %s (status %d%s). Check client id, secret and scopes."
                    .formatted(
                        endpoint.getHost(),
                        response.status(),
                        why.isEmpty() ? "" : ", " + shortened(why))));
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
