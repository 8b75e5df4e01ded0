package io.patchbay.run.executor;

import io.patchbay.call.CallOutcome;
import io.patchbay.run.Settlement;
import io.patchbay.run.machine.CallRequest;
import io.patchbay.run.machine.RunMachine;
import io.patchbay.run.machine.StartCall;
import io.patchbay.run.machine.UncertainCall;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks how the uncertain calls of one run ended, each once while the run is in memory. What could
 * not be said is asked again when the run is claimed anew, in pauses that grow with the age of the
 * call, for a day; then it is left to a person.
 */
final class LookUps {
  private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration GIVE_UP = Duration.ofDays(1);

  private final Map<String, Instant> asked = new HashMap<>();
  private final Set<String> forPeople = new HashSet<>();

  /** Answers the uncertain calls that are to be looked up now. */
  Stream<StartCall> next(RunMachine machine) {
    return ofFunctions(machine)
        .filter(u -> asked.putIfAbsent(u.call().stepId(), u.calledAt()) == null)
        .map(UncertainCall::call);
  }

  /**
   * That nothing is found soon after the call does not say that it did not happen: the other side
   * may still be at it.
   */
  Optional<Settlement> settlement(String stepId, Optional<CallOutcome> found, Instant now) {
    Instant calledAt = asked.getOrDefault(stepId, now);
    if (found.isEmpty()) {
      forPeople.add(stepId);
      return Optional.empty();
    }
    return switch (found.get()) {
      case CallOutcome.Succeeded happened ->
          Optional.of(new Settlement(stepId, happened, "look-up"));
      case CallOutcome.Failed didNot ->
          now.isBefore(calledAt.plus(SHORTEST))
              ? Optional.empty()
              : Optional.of(new Settlement(stepId, didNot, "look-up"));
      case CallOutcome.Pending _ -> Optional.empty();
      case CallOutcome.Unknown unknown -> {
        LOG.info("The uncertain step {} stays so: {}", stepId, unknown.error().title());
        yield Optional.empty();
      }
    };
  }

  /** When to ask again; empty: only people can say, or there is nothing uncertain. */
  Optional<Instant> again(RunMachine machine, Instant now) {
    return ofFunctions(machine)
        .filter(u -> !forPeople.contains(u.call().stepId()))
        .flatMap(u -> again(u, now).stream())
        .min(Instant::compareTo);
  }

  private Optional<Instant> again(UncertainCall uncertain, Instant now) {
    if (!asked.containsKey(uncertain.call().stepId())) {
      return Optional.of(now);
    }
    Duration age = Duration.between(uncertain.calledAt(), now);
    if (age.compareTo(GIVE_UP) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        now.plusMillis(Math.clamp(age.toMillis(), SHORTEST.toMillis(), LONGEST.toMillis())));
  }

  private static Stream<UncertainCall> ofFunctions(RunMachine machine) {
    return machine.uncertain().stream()
        .filter(u -> u.call().request() instanceof CallRequest.Function);
  }
}
