package io.patchbay.plugin.call;

import io.patchbay.plugin.spi.ConnectorDispatcher;
import io.patchbay.plugin.webhook.WebhookContext;
import java.net.URI;

/** The context of registering a webhook or taking it back. */
final class LentWebhookContext extends LentContext implements WebhookContext {

  private final URI callback;

  LentWebhookContext(Loan loan, ConnectorDispatcher connector, URI callback) {
    super(loan, connector);
    this.callback = callback;
  }

  @Override
  public URI callbackUrl() {
    return callback;
  }
}
