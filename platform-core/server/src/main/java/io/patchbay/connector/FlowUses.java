package io.patchbay.connector;

import io.patchbay.tenant.TenantId;
import java.util.List;
import java.util.Set;

/** What flows use of connectors and connections: asked before something is taken away. */
public interface FlowUses {

  /**
   * @param id of the flow
   * @param enabled true when its triggers fire
   */
  record FlowUse(String id, String name, boolean enabled) {}

  /**
   * A function or trigger that a published flow version names.
   *
   * @param function {@code connector.function}
   */
  record FunctionUse(TenantId tenant, String flowId, String function, String version) {}

  /** The flows of the tenant whose published version names this connection, by name. */
  List<FlowUse> ofConnection(TenantId tenant, String connection);

  /** What published flows of all tenants use of these connectors. */
  List<FunctionUse> ofConnectors(Set<String> connectorIds);

  /** For installations and tests without flows. */
  static FlowUses none() {
    return new FlowUses() {
      @Override
      public List<FlowUse> ofConnection(TenantId tenant, String connection) {
        return List.of();
      }

      @Override
      public List<FunctionUse> ofConnectors(Set<String> connectorIds) {
        return List.of();
      }
    };
  }
}
