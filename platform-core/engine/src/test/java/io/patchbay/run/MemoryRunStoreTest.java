package io.patchbay.run;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.tenant.TenantId;
import java.time.InstantSource;
import java.util.UUID;

class MemoryRunStoreTest extends RunStoreContractTest {
  private final RunStore store = new MemoryRunStore(InstantSource.system());

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected TenantId newTenant() {
    return new TenantId(UUID.randomUUID().toString());
  }

  @Override
  protected FlowVersionRef newFlow(TenantId owner) {
    return FlowVersionRef.version(new FlowId(UUID.randomUUID().toString()), 1);
  }
}
