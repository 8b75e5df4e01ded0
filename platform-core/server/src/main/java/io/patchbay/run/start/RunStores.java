package io.patchbay.run.start;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.database.Writer;
import io.patchbay.run.RunStore;
import io.patchbay.run.jdbc.PostgresRunStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the one run store of this node. */
@Singleton
public class RunStores {

  /** Of one tenant at once, so that a tenant whose third party hangs leaves room for others. */
  static final int HELD_PER_TENANT = 128;

  @Produces
  @Singleton
  @Typed({PostgresRunStore.class, RunStore.class})
  PostgresRunStore store(
      EngineDatabase database, @Writer EngineDatabase writer, InstantSource clock) {
    return new PostgresRunStore(database, writer, clock, HELD_PER_TENANT);
  }

  void close(@Disposes PostgresRunStore store) {
    store.close();
  }
}
