package io.patchbay.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No answer. The message is meant for a person and contains no secret. */
public final class OutboundFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Kind {
    /** The request itself cannot be sent: scheme, spelling of the host, port, header. */
    INVALID_REQUEST,
    /** The operator's policy does not let requests go there. */
    REFUSED_ADDRESS,
    UNKNOWN_HOST,
    CONNECT_FAILED,
    TLS_FAILED,
    TIMED_OUT,
    /** The connection ended before the answer did. */
    BROKEN,
    TOO_LARGE,
    BAD_RESPONSE,
    REDIRECT_REFUSED,
    /** The other side asked for a pause that lasts longer than the caller can wait. */
    PAUSED,
    /** Too many failures lately: not tried. */
    CIRCUIT_OPEN,
    /** The tenant has too many calls in flight. */
    BUSY
  }

  private final Kind kind;
  private final boolean maybeSent;
  private final transient @Nullable Duration retryAfter;

  public OutboundFailure(Kind kind, String message, boolean maybeSent) {
    this(kind, message, maybeSent, null, null);
  }

  public OutboundFailure(
      Kind kind,
      String message,
      boolean maybeSent,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.maybeSent = maybeSent;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** True when the other side may have received the request, so that its outcome is not known. */
  public boolean maybeSent() {
    return maybeSent;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** True when the same request may succeed later. */
  public boolean retryable() {
    return switch (kind) {
      case INVALID_REQUEST, REFUSED_ADDRESS, TOO_LARGE, REDIRECT_REFUSED, TLS_FAILED -> false;
      case UNKNOWN_HOST,
          CONNECT_FAILED,
          TIMED_OUT,
          BROKEN,
          BAD_RESPONSE,
          PAUSED,
          CIRCUIT_OPEN,
          BUSY ->
          true;
    };
  }
}
