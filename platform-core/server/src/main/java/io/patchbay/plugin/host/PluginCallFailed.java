package io.patchbay.plugin.host;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call into a plugin failed. Holds plain data only: the plugin's own exception, with whatever
 * classes it refers to, stays behind the gate.
 */
public final class PluginCallFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final boolean retryable;
  private final transient @Nullable Duration retryAfter;
  private final int remoteStatus;
  private final @Nullable String remoteCode;
  private final @Nullable String remoteMessage;
  private final transient List<Problem> problems;

  private PluginCallFailed(ConnectorException cause) {
    super(cause.getMessage());
    this.kind = cause.kind();
    this.retryable = cause.retryable();
    this.retryAfter = cause.retryAfter().orElse(null);
    this.remoteStatus = cause.remoteStatus().orElse(0);
    this.remoteCode = cause.remoteCode().orElse(null);
    this.remoteMessage = cause.remoteMessage().orElse(null);
    this.problems = List.copyOf(cause.problems());
  }

  public static PluginCallFailed of(ConnectorException cause) {
    return new PluginCallFailed(cause);
  }

  public static PluginCallFailed of(ErrorKind kind, String message) {
    return new PluginCallFailed(ConnectorException.of(kind, message));
  }

  public ErrorKind kind() {
    return kind;
  }

  public boolean retryable() {
    return retryable;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  public OptionalInt remoteStatus() {
    return remoteStatus == 0 ? OptionalInt.empty() : OptionalInt.of(remoteStatus);
  }

  public Optional<String> remoteCode() {
    return Optional.ofNullable(remoteCode);
  }

  public Optional<String> remoteMessage() {
    return Optional.ofNullable(remoteMessage);
  }

  public List<Problem> problems() {
    return problems;
  }
}
