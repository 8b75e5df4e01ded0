package io.patchbay.run.executor;

import io.patchbay.call.FunctionCatalog;
import io.patchbay.call.FunctionInvoker;
import io.patchbay.call.HttpInvoker;
import io.patchbay.call.ServiceInvoker;
import io.patchbay.event.EventSink;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.RunObserver;
import io.patchbay.run.RunStore;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What the executor needs of the world. All thread-safe. */
public record RunPorts(
    RunStore store,
    FlowDefinitions definitions,
    FunctionCatalog catalog,
    FunctionInvoker functions,
    HttpInvoker http,
    ServiceInvoker services,
    RunObserver observer,
    InstantSource clock,
    RandomGenerator random,
    EventSink events) {

  /** Without an event log: a flow that emits fails. */
  public RunPorts(
      RunStore store,
      FlowDefinitions definitions,
      FunctionCatalog catalog,
      FunctionInvoker functions,
      HttpInvoker http,
      ServiceInvoker services,
      RunObserver observer,
      InstantSource clock,
      RandomGenerator random) {
    this(
        store,
        definitions,
        catalog,
        functions,
        http,
        services,
        observer,
        clock,
        random,
        EventSink.NONE);
  }
}
