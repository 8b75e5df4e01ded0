package io.patchbay.plugin.testkit;

import io.patchbay.plugin.AccessTokens;
import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.ConnectorLog;
import io.patchbay.plugin.Json;
import io.patchbay.plugin.PollContext;
import io.patchbay.plugin.http.Http;
import io.patchbay.plugin.webhook.WebhookContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Every context in one: what a test set, and real HTTP. */
record TestContext(
    HttpClient client,
    Json json,
    AccessTokens tokens,
    ConnectorLog log,
    InstantSource clock,
    Instant deadline,
    String idempotencyKey,
    int attempt,
    Optional<String> cursor,
    Instant since,
    int pageSize,
    URI callbackUrl)
    implements ActionContext, PollContext, WebhookContext {

  @Override
  public String tenant() {
    return "test-tenant";
  }

  @Override
  public Http http() {
    return new JdkHttp(client, json, clock, this::remaining);
  }

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted();
  }
}
