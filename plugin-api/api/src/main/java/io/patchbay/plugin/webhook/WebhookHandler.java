package io.patchbay.plugin.webhook;

import io.patchbay.plugin.ConnectionContext;

/**
 * A webhook trigger: asks the other system to call the platform, checks and reads what it sends,
 * and takes it back.
 *
 * <p><b>Contract.</b> {@link #register} is called once when the flow is turned on, and again after
 * it failed or its registration expired; the platform stores the result, encrypted, before it
 * accepts a delivery. {@link #receive} is called for every delivery, many at once, before anything
 * is stored: it must be quick and may not use HTTP. {@link #unregister} is called once when the
 * flow is turned off or changed, and repeated until it ends well; it treats "not found" as done.
 * One instance serves all tenants: keep no state in fields.
 *
 * @param <P> the record of parameters that the builder of the flow fills in
 * @param <S> the connector's settings type
 * @param <E> the record of one event
 */
public interface WebhookHandler<P extends Record, S, E extends Record> {
  /**
   * Registers {@link WebhookContext#callbackUrl()} with the other system.
   *
   * @return what {@link #receive} and {@link #unregister} need to know
   */
  WebhookRegistration register(P params, S settings, WebhookContext context);

  /**
   * Checks that a delivery is authentic and recent, then reads it. Compares signatures with {@link
   * Signatures#matches}. Throwing counts as {@link WebhookResult.Rejected}.
   */
  WebhookResult<E> receive(
      WebhookRequest request,
      WebhookRegistration registration,
      P params,
      S settings,
      ConnectionContext context);

  /** Takes the registration back. */
  void unregister(WebhookRegistration registration, P params, S settings, WebhookContext context);
}
