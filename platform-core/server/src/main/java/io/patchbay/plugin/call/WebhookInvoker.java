package io.patchbay.plugin.call;

import io.patchbay.call.RetryFacts;
import io.patchbay.flow.FlowError;
import io.patchbay.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Speaks to a connector's webhook trigger. */
public interface WebhookInvoker {

  /**
   * @param id stays the same for this trigger of this flow; the registration is sealed for it
   * @param function {@code connector.trigger}
   */
  record Subscription(
      TenantId tenant,
      String id,
      String function,
      String version,
      @Nullable String connection,
      JsonNode params,
      URI callback) {}

  /**
   * What the connector remembers about its registration, sealed: to be kept as it is.
   *
   * @param expiresAt when it must be registered anew, or null
   */
  record Registered(byte[] sealed, @Nullable Instant expiresAt) {}

  /** A delivery as it came in, byte for byte. */
  record Delivery(
      String method,
      Map<String, List<String>> headers,
      Map<String, List<String>> query,
      byte[] body,
      Instant receivedAt) {}

  sealed interface Received {
    /** Authentic: each event starts a run unless its key is known. */
    record Events(List<PollInvoker.Item> events) implements Received {}

    /** Not authentic, too old or unreadable: 401. */
    record Rejected(String reason) implements Received {}

    /** Authentic and not wanted: 200, starts nothing. */
    record Ignored(String reason) implements Received {}

    /** The other side asks for proof of the address: this is the answer. */
    record Challenge(int status, String contentType, String body) implements Received {}

    /** The connector could not be asked: 503, so that the other side sends it again. */
    record Unavailable(FlowError error) implements Received {}
  }

  sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Failed<T>(FlowError error, RetryFacts retry) implements Outcome<T> {}
  }

  Outcome<Registered> register(Subscription subscription, String idempotencyKey, Instant deadline)
      throws InterruptedException;

  Received receive(Subscription subscription, byte[] registration, Delivery delivery)
      throws InterruptedException;

  Outcome<Boolean> unregister(Subscription subscription, byte[] registration, Instant deadline)
      throws InterruptedException;
}
