package io.patchbay.plugin;

import io.patchbay.plugin.http.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the platform lends to a call. Valid during that call and on its thread only; afterwards its
 * methods throw {@link IllegalStateException}.
 */
public interface ConnectionContext {
  /**
   * An opaque name of the tenant: the same tenant has the same name. For keys, never for decisions.
   */
  String tenant();

  Http http();

  Json json();

  AccessTokens tokens();

  ConnectorLog log();

  /** The time. Use it in place of {@code Instant.now()}, so that tests can set it. */
  InstantSource clock();

  /** When this call must have ended. HTTP requests are cut at this time. */
  Instant deadline();

  /** How much time is left; never negative. */
  default Duration remaining() {
    Duration left = Duration.between(clock().instant(), deadline());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether the result of this call is no longer wanted. Ask now and then in long loops. */
  boolean cancelled();

  /**
   * @throws ConnectorException CANCELLED if the result is no longer wanted, TIMEOUT if the deadline
   *     has passed
   */
  default void checkCancelled() {
    if (cancelled()) {
      throw ConnectorException.of(ErrorKind.CANCELLED, "The run was cancelled.");
    }
    if (!clock().instant().isBefore(deadline())) {
      throw ConnectorException.of(ErrorKind.TIMEOUT, "The deadline of this step has passed.");
    }
  }
}
