package io.patchbay.platform.database;

import io.patchbay.platform.config.PlatformConfig;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to this version's, as its owner, before anything else looks at it. */
public final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  public static void run(PlatformConfig config) {
    PlatformConfig.Database owner = config.ownerDatabase();
    DatabaseVersion.check(owner);
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(owner.url(), owner.user(), owner.password())
            .locations("classpath:db/migration")
            .placeholders(
                Map.of(
                    "appRole", config.appDatabase().user(),
                    "engineRole", config.engineDatabase().user()))
            .connectRetries(20)
            .connectRetriesInterval(1)
            .load();
    if (flyway.info().all().length == 0) {
      throw new IllegalStateException(
          "Cannot start: no migration was found inside the application. The package is damaged;"
              + " build it again.");
    }
    int done = flyway.migrate().migrationsExecuted;
    LOG.info("Schema is current; {} migrations ran", done);
  }
}
