package io.patchbay.trigger.quartz;

import io.patchbay.platform.database.EngineDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.quartz.utils.ConnectionProvider;

/** Gives Quartz connections of the engine's data source, which takes no part in transactions. */
final class EngineConnections implements ConnectionProvider {

  private final EngineDatabase database;

  EngineConnections(EngineDatabase database) {
    this.database = database;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return database.connection();
  }

  @Override
  public void shutdown() {}

  @Override
  public void initialize() {}
}
