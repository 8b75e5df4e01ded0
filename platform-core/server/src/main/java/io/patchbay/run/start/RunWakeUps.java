package io.patchbay.run.start;

import io.patchbay.node.postgres.NodeSignals;
import io.patchbay.platform.start.PlatformStarted;
import io.patchbay.run.jdbc.PostgresRunStore;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** A run that can be claimed on one node can be claimed on all: they look at once. */
@Singleton
public class RunWakeUps {

  private static final String TOPIC = "runs";

  private final PostgresRunStore store;
  private final NodeSignals signals;

  @Inject
  public RunWakeUps(PostgresRunStore store, NodeSignals signals) {
    this.store = store;
    this.signals = signals;
  }

  void start(@Observes @Priority(310) PlatformStarted started) {
    store.onClaimable(() -> signals.send(TOPIC, ""));
    signals.on(TOPIC, word -> store.signal());
  }
}
