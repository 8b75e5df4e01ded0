package io.patchbay.platform.start;

import io.patchbay.identity.local.FirstOperator;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.database.Migrations;
import io.patchbay.platform.log.JsonLog;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the platform: schema, first operator, then every feature; whatever fails stops the start.
 */
@WebListener
public class PlatformListener implements ServletContextListener {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformListener.class);

  @Inject
  @SuppressWarnings("NullAway.Init")
  PlatformConfig config;

  @Inject
  @SuppressWarnings("NullAway.Init")
  JsonLog log;

  @Inject
  @SuppressWarnings("NullAway.Init")
  FirstOperator firstOperator;

  @Inject
  @SuppressWarnings("NullAway.Init")
  PlatformState state;

  @Inject
  @SuppressWarnings("NullAway.Init")
  Event<PlatformStarted> started;

  @Inject
  @SuppressWarnings("NullAway.Init")
  Event<PlatformStopping> stopping;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    log.open();
    Migrations.run(config);
    firstOperator.createIfNone();
    started.fire(new PlatformStarted());
    state.enter(PlatformState.Phase.RUNNING);
    LOG.info("Patchbay is ready on node {}", config.node());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    state.enter(PlatformState.Phase.STOPPING);
    stopping.fire(new PlatformStopping());
    log.close();
  }
}
