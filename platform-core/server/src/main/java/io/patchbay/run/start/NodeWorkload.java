package io.patchbay.run.start;

import io.patchbay.node.Nodes;
import io.patchbay.platform.start.PlatformStarted;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the node tells about its runs, and how an operator's wish to drain reaches them. */
@Singleton
public class NodeWorkload implements Nodes.Workload {

  private final Nodes nodes;
  private final RunEngine engine;

  @Inject
  public NodeWorkload(Nodes nodes, RunEngine engine) {
    this.nodes = nodes;
    this.engine = engine;
  }

  void start(@Observes @Priority(310) PlatformStarted started) {
    nodes.watch(this);
  }

  @Override
  public int runsInMemory() {
    return engine.activeRuns();
  }

  @Override
  public int writesWaiting() {
    return engine.queuedWrites();
  }

  @Override
  public void drain(boolean wanted) {
    engine.drain(wanted);
  }
}
