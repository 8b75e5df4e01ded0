package io.patchbay.flow.jpa;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.tenant.TenantId;
import jakarta.persistence.EntityManager;

/**
 * Writes what starts a flow (its webhook's address, its schedule) in the transaction that publishes
 * it or turns it on or off. Refuses with a problem, for example when the address is another flow's.
 */
public interface TriggerRegistration {

  void register(EntityManager em, TenantId tenant, FlowVersionRef version, boolean enabled);

  void remove(EntityManager em, TenantId tenant, FlowId flow);
}
