package io.patchbay.plugin.webhook;

import io.patchbay.plugin.Keyed;
import java.util.List;
import java.util.function.Function;

/** What became of a delivery. */
public sealed interface WebhookResult<E> {

  /**
   * Authentic. Each event starts a run, unless its key has been seen; the answer is sent when they
   * are on disk.
   */
  record Accepted<E>(List<Keyed<E>> events) implements WebhookResult<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /**
   * Not authentic, too old or unreadable: answered with 401 and kept, with the reason, as a
   * refusal.
   */
  record Rejected<E>(String reason) implements WebhookResult<E> {}

  /** Authentic and not wanted here: answered with 200, starts nothing. */
  record Ignored<E>(String reason) implements WebhookResult<E> {}

  /** The other system asks for proof that this is the right address: this is the answer. */
  record Challenge<E>(int status, String contentType, String body) implements WebhookResult<E> {}

  static <E> WebhookResult<E> accepted(E event, String key) {
    return new Accepted<>(List.of(new Keyed<>(key, event)));
  }

  static <E> WebhookResult<E> rejected(String reason) {
    return new Rejected<>(reason);
  }

  static <E> WebhookResult<E> ignored(String reason) {
    return new Ignored<>(reason);
  }

  /** The same result with its events converted, in order. */
  default <R> WebhookResult<R> map(Function<E, R> conversion) {
    return switch (this) {
      case Accepted<E>(var events) ->
          new Accepted<>(
              events.stream().map(e -> new Keyed<>(e.key(), conversion.apply(e.item()))).toList());
      case Rejected<E>(var reason) -> new Rejected<>(reason);
      case Ignored<E>(var reason) -> new Ignored<>(reason);
      case Challenge<E>(var status, var type, var body) -> new Challenge<>(status, type, body);
    };
  }
}
