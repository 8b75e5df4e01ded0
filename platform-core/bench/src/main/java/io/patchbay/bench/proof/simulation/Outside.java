package io.patchbay.bench.proof.simulation;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.run.RunId;
import io.patchbay.run.machine.CallRequest;
import io.patchbay.run.machine.StartCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The other companies: what they answer depends on the seed, the key and the attempt, never on how
 * often they were asked, and they write down every call.
 */
final class Outside {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A call that reached the other side, and the fencing epoch of the node that sent it. */
  record Received(RunId run, StartCall call, long epoch, boolean current) {}

  private final long seed;
  private final List<Received> log = new ArrayList<>();
  private final Map<String, Integer> asked = new HashMap<>();

  Outside(long seed) {
    this.seed = seed;
  }

  static Optional<EffectKind> effect(String function) {
    return switch (function.substring(0, function.indexOf('.'))) {
      case "keyed" -> Optional.of(EffectKind.KEYED);
      case "idempotent" -> Optional.of(EffectKind.IDEMPOTENT);
      case "read" -> Optional.of(EffectKind.READ);
      case "unsafe" -> Optional.of(EffectKind.UNSAFE);
      default -> Optional.empty();
    };
  }

  CallOutcome receive(Received received, Instant now) {
    log.add(received);
    StartCall call = received.call();
    int time = asked.merge(id(call), 1, Integer::sum);
    int draw = draw(call, 1);
    boolean pending = isFunction(call) && call.effect().isRepeatable() && draw % 19 == 0;
    if (pending && time == 1) {
      return new CallOutcome.Pending(draw % 2 == 0 ? null : now.plus(Duration.ofSeconds(30)));
    }
    return answer(call);
  }

  /** What really happened, as a person who looks it up would say. */
  CallOutcome truth(StartCall call) {
    return switch (answer(call)) {
      case CallOutcome.Unknown _, CallOutcome.Pending _ -> new CallOutcome.Succeeded(output(call));
      case CallOutcome other -> other;
    };
  }

  private CallOutcome answer(StartCall call) {
    int draw = draw(call, 2) % 100;
    if (!isFlaky(call) || draw < 60) {
      return new CallOutcome.Succeeded(output(call));
    }
    if (draw < 70) {
      return new CallOutcome.Unknown(FlowError.of(ErrorType.COMMUNICATION, "cut", null));
    }
    int status = draw < 88 ? 503 : 400;
    return new CallOutcome.Failed(
        FlowError.of(ErrorType.COMMUNICATION, status, "refused", null),
        draw % 3 == 0 ? RetryFacts.after(Duration.ofSeconds(7)) : RetryFacts.RETRYABLE);
  }

  private tools.jackson.databind.JsonNode output(StartCall call) {
    return JSON.createObjectNode().put("n", draw(call, 3) % 1_000);
  }

  /** How long the call is under way; its start may be delayed by a crash, its length is not. */
  Duration latency(StartCall call) {
    int draw = draw(call, 4);
    return Duration.ofMillis(draw % 11 == 0 ? 1_000 + draw % 7_000 : 1 + draw % 60);
  }

  private static boolean isFunction(StartCall call) {
    return call.request() instanceof CallRequest.Function;
  }

  private static boolean isFlaky(StartCall call) {
    return switch (call.request()) {
      case CallRequest.Function function -> function.name().endsWith("flaky");
      case CallRequest.Http http -> http.uri().contains("flaky");
      default -> false;
    };
  }

  private int draw(StartCall call, int purpose) {
    long mixed = seed * 31 + purpose;
    mixed = mixed * 0x9E3779B97F4A7C15L + id(call).hashCode();
    mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
    return (int) ((mixed ^ (mixed >>> 29)) >>> 33);
  }

  /** Without the id of the run, which differs for flows that runs start. */
  private static String id(StartCall call) {
    return call.stepId();
  }

  List<Received> log() {
    return log;
  }
}
