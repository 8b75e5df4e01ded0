package io.patchbay.tenant;

import io.patchbay.identity.CallerCache;
import io.patchbay.node.postgres.NodeSignals;
import io.patchbay.platform.start.PlatformStarted;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Carries {@link TenantChanged} to the other nodes, whose features observe it as their own. */
@Singleton
public class TenantNews {

  private static final String TOPIC = "tenant";

  private final NodeSignals signals;
  private final CallerCache callers;
  private final Event<TenantChanged> changes;

  @Inject
  public TenantNews(NodeSignals signals, CallerCache callers, Event<TenantChanged> changes) {
    this.signals = signals;
    this.callers = callers;
    this.changes = changes;
  }

  void start(@Observes @Priority(100) PlatformStarted started) {
    signals.on(TOPIC, this::heard);
  }

  /** What this node heard itself is not sent again: the signals see to that. */
  void tell(@Observes TenantChanged change) {
    signals.send(TOPIC, change.change().name() + ' ' + change.tenant().value());
  }

  private void heard(String word) {
    callers.forgetAll();
    int space = word.indexOf(' ');
    if (space > 0) {
      changes.fire(
          new TenantChanged(
              new TenantId(word.substring(space + 1)),
              TenantChanged.Change.valueOf(word.substring(0, space))));
    }
  }
}
