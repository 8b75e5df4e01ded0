package io.patchbay.flow.jpa;

import io.patchbay.flow.FlowId;
import io.patchbay.tenant.TenantId;

/** Fired after the commit: what is remembered about a flow on this node may be old. */
public record FlowChanged(TenantId tenant, FlowId flow) {}
