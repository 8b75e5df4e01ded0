package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.tenant.TenantId;

/** A flow that fires by time, whatever its row says at the moment. */
public record TimedFlow(TenantId tenant, FlowId flow) {}
