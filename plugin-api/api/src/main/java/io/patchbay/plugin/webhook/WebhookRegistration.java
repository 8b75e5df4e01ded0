package io.patchbay.plugin.webhook;

import io.patchbay.plugin.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a trigger remembers about its registration. Stored encrypted.
 *
 * @param remoteId the other system's name for it, empty if a person registers by hand
 * @param signingSecret with which deliveries are signed, empty if the other system signs otherwise
 * @param expiresAt when it must be renewed, if it ends by itself
 * @param state anything else, at most 4,000 characters together
 */
public record WebhookRegistration(
    String remoteId, Secret signingSecret, Optional<Instant> expiresAt, Map<String, String> state) {
  public WebhookRegistration {
    state = Map.copyOf(state);
  }

  public static WebhookRegistration of(String remoteId, Secret signingSecret) {
    return new WebhookRegistration(remoteId, signingSecret, Optional.empty(), Map.of());
  }
}
