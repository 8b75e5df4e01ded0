package io.patchbay.plugin.host;

import io.patchbay.plugin.AccessTokens;
import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.ConnectorLog;
import io.patchbay.plugin.Json;
import io.patchbay.plugin.http.Http;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A context that lends a log and nothing else. */
final class SilentContext implements ActionContext {

  @Override
  public String idempotencyKey() {
    return "key";
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public String tenant() {
    return "t";
  }

  @Override
  public Http http() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Json json() {
    throw new UnsupportedOperationException();
  }

  @Override
  public AccessTokens tokens() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ConnectorLog log() {
    return new ConnectorLog() {
      @Override
      public void debug(String message, @Nullable Object... arguments) {}

      @Override
      public void info(String message, @Nullable Object... arguments) {}

      @Override
      public void warn(String message, @Nullable Object... arguments) {}
    };
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public boolean cancelled() {
    return false;
  }
}
