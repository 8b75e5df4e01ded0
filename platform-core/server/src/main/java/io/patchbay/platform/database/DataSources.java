package io.patchbay.platform.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Hands out the engine's data source; the application's is reached through Hibernate alone. */
@Singleton
public class DataSources {

  @Resource(lookup = "jdbc/engine")
  @SuppressWarnings("NullAway.Init")
  private DataSource engine;

  @Produces
  @Engine
  @Singleton
  DataSource engine() {
    return engine;
  }
}
