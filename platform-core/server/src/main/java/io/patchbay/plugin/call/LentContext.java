package io.patchbay.plugin.call;

import io.patchbay.plugin.AccessTokens;
import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.ConnectorLog;
import io.patchbay.plugin.Json;
import io.patchbay.plugin.http.Http;
import io.patchbay.plugin.spi.ConnectorDispatcher;
import io.patchbay.plugin.spi.ConnectorJson;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The context of one call; made on the plugin's thread, refused on every other one and afterwards.
 */
class LentContext implements ActionContext, AutoCloseable {

  private final Loan loan;
  private final Json json;
  private final PluginHttp http;
  private final ConnectorLog log;
  private final Thread owner = Thread.currentThread();
  private volatile boolean closed;

  LentContext(Loan loan, ConnectorDispatcher connector) {
    this.loan = loan;
    this.json = new ConnectorJson(PluginJson.INSTANCE, connector);
    this.http = new PluginHttp(loan, json);
    this.log = new MaskedLog(loan.connector(), loan.mask());
  }

  private void valid() {
    if (closed || Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "The context of a call may be used on its thread and until it returns only.");
    }
  }

  /** Whether a request was sent that may have changed something. */
  boolean mayHaveActed() {
    return http.mayHaveActed();
  }

  @Override
  public String tenant() {
    valid();
    return loan.tenant().value();
  }

  @Override
  public Http http() {
    valid();
    return http;
  }

  @Override
  public Json json() {
    valid();
    return json;
  }

  @Override
  public AccessTokens tokens() {
    valid();
    return loan.tokens();
  }

  @Override
  public ConnectorLog log() {
    valid();
    return log;
  }

  @Override
  public InstantSource clock() {
    valid();
    return loan.clock();
  }

  @Override
  public Instant deadline() {
    valid();
    return loan.deadline();
  }

  @Override
  public boolean cancelled() {
    valid();
    return owner.isInterrupted();
  }

  @Override
  public String idempotencyKey() {
    valid();
    return loan.idempotencyKey();
  }

  @Override
  public int attempt() {
    valid();
    return loan.attempt();
  }

  @Override
  public void close() {
    closed = true;
    http.close();
  }
}
