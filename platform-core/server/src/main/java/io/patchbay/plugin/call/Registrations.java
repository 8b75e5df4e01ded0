package io.patchbay.plugin.call;

import io.patchbay.plugin.Secret;
import io.patchbay.plugin.webhook.WebhookRegistration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored form of a webhook registration; always sealed. */
final class Registrations {

  private Registrations() {}

  static byte[] write(WebhookRegistration registration) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("remoteId", registration.remoteId());
    map.put("signingSecret", registration.signingSecret().reveal());
    map.put("expiresAt", registration.expiresAt().map(Instant::toString).orElse(null));
    map.put("state", registration.state());
    return PluginJson.INSTANCE.write(map).getBytes(StandardCharsets.UTF_8);
  }

  static WebhookRegistration read(byte[] json) {
    Object value = PluginJson.INSTANCE.parse(new String(json, StandardCharsets.UTF_8));
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalStateException("A stored registration is not an object.");
    }
    Map<String, String> state = new LinkedHashMap<>();
    if (map.get("state") instanceof Map<?, ?> kept) {
      kept.forEach((name, text) -> state.put(String.valueOf(name), String.valueOf(text)));
    }
    return new WebhookRegistration(
        String.valueOf(map.get("remoteId")),
        Secret.of(String.valueOf(map.get("signingSecret"))),
        map.get("expiresAt") instanceof String at
            ? Optional.of(Instant.parse(at))
            : Optional.empty(),
        state);
  }
}
