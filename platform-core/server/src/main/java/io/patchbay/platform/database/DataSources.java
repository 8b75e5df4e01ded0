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

  @Resource(lookup = "jdbc/writer")
  @SuppressWarnings("NullAway.Init")
  private DataSource writer;

  @Produces
  @Engine
  @Singleton
  DataSource engine() {
    return engine;
  }

  /** For the writers of runs and journals: their statements reach every row by its key. */
  @Produces
  @Writer
  @Singleton
  EngineDatabase writer() {
    return new EngineDatabase(writer);
  }
}
