package io.patchbay.run.jdbc;

import io.patchbay.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Claims take the runs of all tenants, so a test of claims begins without any. */
public final class CleanRuns {

  private CleanRuns() {}

  public static void in(TestDatabase database) {
    try (Connection connection = database.administrator();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate run, journal, settlement, idempotency, ledger, payload, exchange, firing");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
