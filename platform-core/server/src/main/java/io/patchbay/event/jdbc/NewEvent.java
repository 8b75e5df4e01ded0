package io.patchbay.event.jdbc;

import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event on its way in.
 *
 * @param event found good by {@link io.patchbay.event.CloudEvents#check}
 * @param run that emitted it
 */
public record NewEvent(TenantId tenant, JsonNode event, Origin origin, @Nullable RunId run) {
  /** Who said so. */
  public enum Origin {
    API,
    FLOW,
    PLATFORM
  }
}
