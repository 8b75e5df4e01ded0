package io.patchbay.run.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.run.RunStore;
import io.patchbay.run.RunStoreContractTest;
import io.patchbay.tenant.TenantId;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** The contract of the engine, on PostgreSQL. */
class PostgresRunStoreContractTest extends RunStoreContractTest {

  private final TestDatabase database = TestDatabase.shared();
  private final PostgresRunStore store =
      new PostgresRunStore(database.engine(), InstantSource.system(), 1_000_000);

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected TenantId newTenant() {
    return database.newTenant();
  }

  @Override
  protected FlowVersionRef newFlow(TenantId owner) {
    return FlowVersionRef.version(new FlowId(UUID.randomUUID().toString()), 1);
  }
}
