package io.patchbay.run.executor;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.FunctionCall;
import io.patchbay.call.HttpCall;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.machine.CallRequest;
import io.patchbay.run.machine.StartCall;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The calls of one run that are under way, each on a virtual thread of its own. */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration LOOK_UP = Duration.ofSeconds(30);

  private record Running(Thread thread, Instant giveUpAt) {}

  private final ClaimedRun run;
  private final RunPorts ports;
  private final Duration timeout;
  private final BiConsumer<String, CallOutcome> ended;
  private final Map<String, Running> running = new HashMap<>();

  /**
   * @param ended told on the call's thread
   */
  Calls(ClaimedRun run, RunPorts ports, Duration timeout, BiConsumer<String, CallOutcome> ended) {
    this.run = run;
    this.ports = ports;
    this.timeout = timeout;
    this.ended = ended;
  }

  void start(StartCall call) {
    Instant deadline = ports.clock().instant().plus(timeout);
    Instant limit = call.notAfter();
    Instant until = limit != null && limit.isBefore(deadline) ? limit : deadline;
    Thread thread =
        Thread.ofVirtual()
            .name("call-" + run.lease().run() + "-" + call.stepId())
            .inheritInheritableThreadLocals(false)
            .unstarted(() -> invoke(call, until));
    running.put(call.stepId(), new Running(thread, until.plus(GRACE)));
    thread.start();
  }

  /**
   * @param found told on the look-up's thread
   */
  void lookUp(StartCall call, BiConsumer<String, Optional<CallOutcome>> found) {
    Instant until = ports.clock().instant().plus(LOOK_UP);
    Thread thread =
        Thread.ofVirtual()
            .name("look-up-" + run.lease().run() + "-" + call.stepId())
            .unstarted(() -> lookUp(call, until, found));
    running.put(call.stepId(), new Running(thread, until.plus(GRACE)));
    thread.start();
  }

  int count() {
    return running.size();
  }

  /** The outcome was taken over. */
  void forget(String stepId) {
    running.remove(stepId);
  }

  void interrupt(String stepId) {
    Running call = running.remove(stepId);
    if (call != null) {
      call.thread().interrupt();
    }
  }

  void interruptAll() {
    running.values().forEach(call -> call.thread().interrupt());
    running.clear();
  }

  Optional<Instant> nextGiveUp() {
    return running.values().stream().map(Running::giveUpAt).min(Comparator.naturalOrder());
  }

  /** Gives up on calls that did not keep their deadline; returns their steps. */
  List<String> giveUp(Instant now) {
    List<String> late = new ArrayList<>();
    running.forEach(
        (step, call) -> {
          if (!call.giveUpAt().isAfter(now)) {
            late.add(step);
          }
        });
    late.forEach(this::interrupt);
    return late;
  }

  static CallOutcome late() {
    return new CallOutcome.Unknown(
        FlowError.of(
            ErrorType.TIMEOUT,
            "The call did not end by its deadline",
            "The other side may or may not have done it."));
  }

  private void invoke(StartCall call, Instant deadline) {
    log(call);
    CallOutcome outcome;
    try {
      outcome = outcome(call, deadline);
    } catch (InterruptedException e) {
      outcome = late();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("The call of '{}' ended with a fault of the platform.", call.reference(), e);
      outcome = fault();
    }
    ended.accept(call.stepId(), outcome);
  }

  private void lookUp(
      StartCall call, Instant deadline, BiConsumer<String, Optional<CallOutcome>> found) {
    log(call);
    Optional<CallOutcome> outcome;
    try {
      outcome =
          call.request() instanceof CallRequest.Function f
              ? ports.functions().lookUp(functionCall(context(call, deadline), f))
              : Optional.empty();
    } catch (InterruptedException e) {
      outcome = Optional.of(late());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("The look-up of '{}' ended with a fault of the platform.", call.reference(), e);
      outcome = Optional.of(fault());
    }
    found.accept(call.stepId(), outcome);
  }

  private void log(StartCall call) {
    MDC.put("tenant", run.lease().tenant().value());
    MDC.put("run", run.lease().run().toString());
    MDC.put("step", call.stepId());
  }

  private static CallOutcome fault() {
    return new CallOutcome.Unknown(
        FlowError.of(
            ErrorType.RUNTIME,
            "The call failed inside the platform",
            "The operator finds the cause in the log under this run's id."));
  }

  private CallOutcome outcome(StartCall call, Instant deadline) throws InterruptedException {
    CallContext context = context(call, deadline);
    return switch (call.request()) {
      case CallRequest.Function f -> ports.functions().invoke(functionCall(context, f));
      case CallRequest.Http http -> exchange(context, http);
      case CallRequest.Service service -> ports.services().invoke(context, service.call());
      case CallRequest.Emit emit -> ports.events().emit(context, emit.event());
      case CallRequest.Workflow _ ->
          throw new IllegalStateException("Runs are started by their parent's thread.");
    };
  }

  private CallContext context(StartCall call, Instant deadline) {
    return new CallContext(
        run.lease().tenant(),
        run.flow(),
        run.lease().run(),
        call.reference(),
        call.iteration(),
        call.attempt(),
        call.idempotencyKey(),
        deadline,
        run.test());
  }

  private static FunctionCall functionCall(CallContext context, CallRequest.Function f) {
    return new FunctionCall(context, f.name(), f.version(), f.connection(), f.input());
  }

  private CallOutcome exchange(CallContext context, CallRequest.Http http)
      throws InterruptedException {
    URI uri;
    try {
      uri = new URI(http.uri());
    } catch (URISyntaxException e) {
      return new CallOutcome.Failed(
          FlowError.of(
              ErrorType.CONFIGURATION,
              "'" + http.uri() + "' is not an address that can be called",
              e.getReason()),
          RetryFacts.PERMANENT);
    }
    return ports
        .http()
        .exchange(
            new HttpCall(
                context,
                http.method(),
                uri,
                http.headers(),
                http.query(),
                http.body(),
                http.output(),
                http.redirect(),
                http.authentication()));
  }
}
