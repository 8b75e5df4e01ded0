package io.patchbay.http.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.call.CallContext;
import io.patchbay.call.CallRefused;
import io.patchbay.call.Endpoint;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundRequest.Redirects;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.call.AuthorizedHttp;
import io.patchbay.http.call.Failures;
import io.patchbay.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Documents that describe services, fetched through the guarded client and kept per tenant. One is
 * asked for again after a minute, with its ETag; while that fails the known one serves an hour.
 */
final class Documents {
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration GOOD_ENOUGH = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MOST_KEPT = 32L * 1024 * 1024;

  /** Makes something of a document's bytes. */
  interface Reading<T> {
    T read(byte[] bytes, URI address) throws CallRefused;
  }

  private record Key(
      String tenant, Class<?> type, String uri, @Nullable HttpAuthentication authentication) {}

  private record Kept(
      Object value, int bytes, String etag, String modified, Instant checked, Instant fetched) {
    Kept checkedAt(Instant now) {
      return new Kept(value, bytes, etag, modified, now, fetched);
    }
  }

  private static final class Slot {
    final ReentrantLock lock = new ReentrantLock();
    volatile @Nullable Kept kept;
  }

  private final AuthorizedHttp http;
  private final InstantSource clock;
  private final Cache<Key, Slot> slots =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((Key key, Slot slot) -> weight(slot))
          .expireAfterAccess(Duration.ofHours(2))
          .build();

  Documents(AuthorizedHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  private static int weight(Slot slot) {
    Kept kept = slot.kept;
    return 1_000 + (kept == null ? 0 : kept.bytes());
  }

  /**
   * @throws CallEnded when it cannot be had now
   * @throws CallRefused when it is no good
   */
  <T> T get(CallContext context, Endpoint endpoint, Class<T> type, Reading<T> reading)
      throws CallRefused, CallEnded, InterruptedException {
    Key key = new Key(context.tenant().value(), type, endpoint.uri(), endpoint.authentication());
    Slot slot = slots.get(key, k -> new Slot());
    Kept kept = slot.kept;
    if (kept != null && clock.instant().isBefore(kept.checked().plus(FRESH))) {
      return type.cast(kept.value());
    }
    // Whoever has an older one does not wait for the newer one that another call is fetching.
    long patience = kept == null ? PATIENCE.toMillis() : 0;
    if (slot.lock.tryLock(patience, TimeUnit.MILLISECONDS)) {
      try {
        kept = slot.kept;
        if (kept == null || !clock.instant().isBefore(kept.checked().plus(FRESH))) {
          kept = refresh(context, endpoint, reading, kept);
          slot.kept = kept;
          // For its weight; not when the tenant has been forgotten meanwhile.
          slots.asMap().replace(key, slot, slot);
        }
      } finally {
        slot.lock.unlock();
      }
    }
    if (kept == null) {
      throw new CallEnded(
          Failures.of(
              "GET " + endpoint.uri(),
              "GET",
              new OutboundFailure(
                  OutboundFailure.Kind.TIMED_OUT, "The document did not come in time.", false)));
    }
    return type.cast(kept.value());
  }

  /** Drops all that is kept for the tenant. */
  void forget(TenantId tenant) {
    slots.asMap().keySet().removeIf(key -> key.tenant.equals(tenant.value()));
  }

  private <T> Kept refresh(
      CallContext context, Endpoint endpoint, Reading<T> reading, @Nullable Kept known)
      throws CallRefused, CallEnded, InterruptedException {
    Instant now = clock.instant();
    String call = "GET " + withoutQuery(endpoint.uri());
    CallEnded failure;
    try {
      AuthorizedHttp.Answer answer =
          http.send(context, message(context, endpoint, known, now), endpoint.authentication());
      OutboundResponse response = answer.response();
      if (response.status() == 304 && known != null) {
        return known.checkedAt(now);
      }
      if (response.successful()) {
        return new Kept(
            reading.read(response.body(), response.uri()),
            response.body().length,
            response.header("ETag").orElse(""),
            response.header("Last-Modified").orElse(""),
            now,
            now);
      }
      failure = new CallEnded(Failures.of(call, response, answer.mask()));
    } catch (OutboundFailure e) {
      failure = new CallEnded(Failures.of(call, "GET", e));
    }
    if (known != null && now.isBefore(known.fetched().plus(GOOD_ENOUGH))) {
      return known.checkedAt(now);
    }
    throw failure;
  }

  private static AuthorizedHttp.Message message(
      CallContext context, Endpoint endpoint, @Nullable Kept known, Instant now)
      throws CallRefused {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Accept", "application/json, application/yaml, */*;q=0.5"));
    if (known != null && !known.etag().isEmpty()) {
      headers.add(new Header("If-None-Match", known.etag()));
    } else if (known != null && !known.modified().isEmpty()) {
      headers.add(new Header("If-Modified-Since", known.modified()));
    }
    Instant patience = now.plus(PATIENCE);
    return new AuthorizedHttp.Message(
        "GET",
        uri(endpoint.uri()),
        headers,
        new byte[0],
        Redirects.FOLLOW,
        DocumentText.MOST_BYTES,
        context.deadline().isBefore(patience) ? context.deadline() : patience);
  }

  static URI uri(String text) throws CallRefused {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw CallRefused.configuration("'" + text + "' is not an address that can be called.");
    }
    throw CallRefused.configuration("'" + text + "' is not an address that can be called.");
  }

  static String withoutQuery(String uri) {
    int end = uri.indexOf('?');
    return end < 0 ? uri : uri.substring(0, end);
  }
}
