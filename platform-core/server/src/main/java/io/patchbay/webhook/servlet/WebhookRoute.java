package io.patchbay.webhook.servlet;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Where a post to a path leads.
 *
 * @param secret what the caller must know, or null when anyone may call
 */
record WebhookRoute(
    TenantId tenant,
    String slug,
    FlowVersionRef version,
    boolean enabled,
    FlowDefinition flow,
    byte @Nullable [] secret) {

  TriggerSettings settings() {
    return flow.trigger();
  }

  @Override
  public String toString() {
    return tenant + " " + version;
  }
}
