package io.patchbay.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the failing side said about trying again.
 *
 * @param retryable false when the same call cannot succeed later
 * @param retryAfter the least time to wait, when the other side named one
 */
public record RetryFacts(boolean retryable, @Nullable Duration retryAfter) {
  public static final RetryFacts RETRYABLE = new RetryFacts(true, null);
  public static final RetryFacts PERMANENT = new RetryFacts(false, null);

  public static RetryFacts after(Duration wait) {
    return new RetryFacts(true, wait);
  }
}
