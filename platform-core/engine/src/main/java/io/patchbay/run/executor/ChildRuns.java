package io.patchbay.run.executor;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.Accepted;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunStatus;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.machine.CallRequest;
import io.patchbay.run.machine.StartCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The runs that one run has started and waits for. */
final class ChildRuns {
  private record Child(RunId run, Consumer<RunStatus> waiter) {}

  private final ClaimedRun parent;
  private final RunPorts ports;
  private final Waiters waiters;
  private final int maxDepth;
  private final BiConsumer<String, CallOutcome> ended;
  private final Map<String, Child> children = new HashMap<>();

  ChildRuns(
      ClaimedRun parent,
      RunPorts ports,
      Waiters waiters,
      int maxDepth,
      BiConsumer<String, CallOutcome> ended) {
    this.parent = parent;
    this.ports = ports;
    this.waiters = waiters;
    this.maxDepth = maxDepth;
    this.ended = ended;
  }

  /**
   * Accepts the run, or finds the one accepted before under the same key, and waits for its end. A
   * later attempt of a try does not repeat a run that ended well.
   */
  void start(StartCall call, CallRequest.Workflow request) {
    int depth = parent.parent() == null ? 1 : parent.parent().depth() + 1;
    Optional<FlowVersionRef> flow =
        ports
            .definitions()
            .findPublished(
                parent.lease().tenant(), request.namespace(), request.name(), request.version());
    if (flow.isEmpty() || depth > maxDepth) {
      ended.accept(call.stepId(), refused(request, depth));
      return;
    }
    Accepted accepted = accept(call, request, flow.get(), depth, call.idempotencyKey());
    if (accepted.duplicate() && call.attempt() > 1 && endedBadly(accepted.run())) {
      // the run of an earlier attempt; one that ended well is not repeated
      String attempts = call.stepId().substring(call.stepId().lastIndexOf('~'));
      accepted = accept(call, request, flow.get(), depth, call.idempotencyKey() + attempts);
    }
    if (!request.await()) {
      JsonNode id = JsonNodeFactory.instance.objectNode().put("id", accepted.run().toString());
      ended.accept(call.stepId(), new CallOutcome.Succeeded(id));
      return;
    }
    await(call.stepId(), accepted.run());
  }

  private Accepted accept(
      StartCall call, CallRequest.Workflow request, FlowVersionRef flow, int depth, String key) {
    NewRun run =
        NewRun.of(
                parent.lease().tenant(),
                RunId.create(ports.clock().instant(), ports.random()),
                flow,
                TriggerKind.FLOW,
                request.input())
            .withIdempotencyKey(key)
            .withParent(new NewRun.Parent(parent.lease().run(), call.stepId(), depth));
    return ports.store().accept(parent.test() ? run.asTest() : run);
  }

  private boolean endedBadly(RunId run) {
    return ports
        .store()
        .find(parent.lease().tenant(), run)
        .map(RunStatus::result)
        .filter(result -> result.output() == null)
        .isPresent();
  }

  private void await(String stepId, RunId child) {
    Consumer<RunStatus> waiter =
        status -> {
          RunResult result = status.result();
          if (result != null) {
            ended.accept(stepId, outcome(result));
          }
        };
    children.put(stepId, new Child(child, waiter));
    waiters.add(child, waiter);
    ports.store().find(parent.lease().tenant(), child).ifPresent(waiter);
  }

  int count() {
    return children.size();
  }

  void forget(String stepId) {
    Child child = children.remove(stepId);
    if (child != null) {
      waiters.remove(child.run(), child.waiter());
    }
  }

  /** The parent no longer wants the child. */
  void cancel(String stepId) {
    Child child = children.get(stepId);
    forget(stepId);
    if (child != null) {
      ports.store().requestCancel(parent.lease().tenant(), child.run());
    }
  }

  void forgetAll() {
    children.forEach((_, child) -> waiters.remove(child.run(), child.waiter()));
    children.clear();
  }

  private static CallOutcome outcome(RunResult result) {
    JsonNode output = result.output();
    if (output != null) {
      return new CallOutcome.Succeeded(output);
    }
    FlowError error = result.error();
    FlowError shown =
        error == null
            ? FlowError.of(ErrorType.RUNTIME, "The flow that was run was cancelled", null)
            : new FlowError(error.type(), error.status(), "", error.title(), error.detail());
    return new CallOutcome.Failed(shown, RetryFacts.RETRYABLE);
  }

  private CallOutcome refused(CallRequest.Workflow request, int depth) {
    String name = request.namespace() + "/" + request.name() + " " + request.version();
    FlowError error =
        depth > maxDepth
            ? FlowError.of(
                ErrorType.CONFIGURATION,
                "Cannot run '" + name + "': flows run each other more than " + maxDepth + " deep",
                "Look for a flow that runs itself.")
            : FlowError.of(
                ErrorType.CONFIGURATION,
                "Cannot run '" + name + "': there is no such published flow",
                "Publish it, or correct the name.");
    return new CallOutcome.Failed(error, RetryFacts.PERMANENT);
  }
}
