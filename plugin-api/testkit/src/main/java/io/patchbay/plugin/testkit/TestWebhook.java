package io.patchbay.plugin.testkit;

import io.patchbay.plugin.http.HttpHeaders;
import io.patchbay.plugin.webhook.WebhookRegistration;
import io.patchbay.plugin.webhook.WebhookRequest;
import io.patchbay.plugin.webhook.WebhookResult;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A webhook trigger under test. */
public final class TestWebhook {
  private final TestConnection connection;
  private final Catalogue.Entry trigger;
  private final Map<String, ? extends @Nullable Object> params;
  private final URI callbackUrl;

  TestWebhook(
      TestConnection connection,
      Catalogue.Entry trigger,
      Map<String, ? extends @Nullable Object> params,
      URI callbackUrl) {
    this.connection = connection;
    this.trigger = trigger;
    this.params = params;
    this.callbackUrl = callbackUrl;
  }

  public WebhookRegistration register() {
    return connection
        .platform()
        .dispatcher()
        .register(trigger.id(), trigger.version(), params, connection.settings(), context());
  }

  public WebhookResult<Map<String, @Nullable Object>> receive(
      WebhookRegistration registration, WebhookRequest request) {
    return connection
        .platform()
        .dispatcher()
        .receive(
            trigger.id(),
            trigger.version(),
            request,
            registration,
            params,
            connection.settings(),
            context());
  }

  /** As {@link #receive(WebhookRegistration, WebhookRequest)}, for a POST that arrives now. */
  public WebhookResult<Map<String, @Nullable Object>> receive(
      WebhookRegistration registration, HttpHeaders headers, byte[] body) {
    return receive(
        registration,
        new WebhookRequest(
            "POST", headers, Map.of(), body, connection.platform().clock().instant()));
  }

  public void unregister(WebhookRegistration registration) {
    connection
        .platform()
        .dispatcher()
        .unregister(
            trigger.id(),
            trigger.version(),
            registration,
            params,
            connection.settings(),
            context());
  }

  private TestContext context() {
    TestContext base = connection.context("webhook", 1);
    return new TestContext(
        base.client(),
        base.json(),
        base.tokens(),
        base.log(),
        base.clock(),
        base.deadline(),
        base.idempotencyKey(),
        1,
        base.cursor(),
        base.since(),
        base.pageSize(),
        callbackUrl);
  }
}
