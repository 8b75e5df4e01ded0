package io.patchbay.plugin.webhook;

import io.patchbay.plugin.ConnectionContext;
import java.net.URI;

/** What the platform lends to the registration of a webhook. */
public interface WebhookContext extends ConnectionContext {
  /** The address that the other system shall call; belongs to one trigger of one flow. */
  URI callbackUrl();

  /**
   * The same for every try to register this trigger: use it where the other system accepts an
   * idempotency key.
   */
  String idempotencyKey();
}
