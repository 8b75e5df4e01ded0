package io.patchbay.sandbox;

import java.util.Arrays;

/** Answers of keyed requests, kept so that a repeat has no second effect. Refusals are not kept. */
final class IdempotencyKeys {

  private record Kept(byte[] body, Reply reply) {}

  private final Bounded<Kept> kept = new Bounded<>(20_000);

  /** One repeat at a time: a concurrent second request waits for the first one's answer. */
  Reply once(Request request, Handler handler) {
    String key = request.header("idempotency-key").orElse("");
    if (key.isEmpty()) {
      return handler.handle(request);
    }
    if (key.length() > 255) {
      throw new Refusal(400, "idempotency_key_invalid", "Idempotency-Key is over 255 characters.");
    }
    synchronized (kept) {
      String scope = request.path() + " " + request.header("authorization").orElse("") + " " + key;
      Kept before = kept.find(scope).orElse(null);
      if (before == null) {
        Reply reply = handler.handle(request);
        kept.put(scope, new Kept(request.body(), reply));
        return reply;
      }
      if (!Arrays.equals(before.body(), request.body())) {
        throw new Refusal(
            409,
            "idempotency_key_reused",
            "Idempotency-Key '" + key + "' was used before with another body.");
      }
      return before.reply().with("Idempotent-Replayed", "true");
    }
  }
}
