package io.patchbay.platform.database;

import io.patchbay.platform.config.PlatformConfig;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the platform off a database that breaks its promises. In PostgreSQL 18.0 and 18.1 an {@code
 * update … from} passes over rows that another transaction changed in the same moment, all but the
 * first of them: the end of a run whose lease was being renewed was lost that way.
 */
final class DatabaseVersion {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseVersion.class);
  private static final int OLDEST = 15;

  private DatabaseVersion() {}

  /** Does nothing when the database does not answer: whoever comes next waits for it. */
  static void check(PlatformConfig.Database database) {
    try (Connection connection =
        DriverManager.getConnection(database.url(), database.user(), database.password())) {
      DatabaseMetaData facts = connection.getMetaData();
      if (!suits(facts.getDatabaseMajorVersion(), facts.getDatabaseMinorVersion())) {
        throw new IllegalStateException(
            "Cannot start: the database is PostgreSQL "
                + facts.getDatabaseProductVersion()
                + ". Patchbay needs 15, 16, 17, or 18.2 and newer; 18.0 and 18.1 can lose a change"
                + " when two connections change the same rows. Update the server, its data stay as"
                + " they are.");
      }
    } catch (SQLException e) {
      LOG.info("The database does not answer yet: {}", e.getMessage());
    }
  }

  static boolean suits(int major, int minor) {
    return major >= OLDEST && (major != 18 || minor >= 2);
  }
}
