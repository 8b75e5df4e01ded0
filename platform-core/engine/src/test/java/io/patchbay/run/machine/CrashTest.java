package io.patchbay.run.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.EffectKind;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunResult;
import io.patchbay.run.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A run that is interrupted at any entry of its journal ends as if nothing had happened. */
class CrashTest {
  private static final String ORDER =
      """
      document: {dsl: '1.0.3', namespace: test, name: order, version: '1.0.0'}
      do:
        - fulfil:
            fork:
              branches:
                - pay:
                    do:
                      - safe:
                          try: [{charge: {call: 'pay.charge:1.0.0@default', with: {amount: '${ .total }'}}}]
                          catch:
                            errors: {with: {status: 503}}
                            retry: {delay: {seconds: 1}, jitter: {from: {seconds: 0}, to: {seconds: 2}}, limit: {attempt: {count: 5}}}
                - lines:
                    for: {each: line, in: .lines}
                    do:
                      - reserve: {call: 'stock.reserve:1.0.0@default', with: {sku: '${ $line }'}, output: {as: '${ $input + {($line): .ok} }'}}
                      - pause: {wait: {milliseconds: 10}}
                - race:
                    fork:
                      compete: true
                      branches:
                        - slow: {wait: {seconds: 90}}
                        - quick: {do: [{w: {wait: {seconds: 1}}}, {s: {set: {by: quick, at: '${ now | type }'}}}]}
        - decide: {switch: [{big: {when: '${ .[0].amount > 10 }', then: mail}}, {small: {then: done}}]}
        - mail: {call: 'mail.send:1.0.0@default', with: {n: '${ . | length }'}, output: {as: '${ $input + [{mailed: true}] }'}}
        - fails:
            try: [{bad: {call: 'x.bad:1.0.0@default'}}]
            catch: {do: [{note: {set: '${ [$error.status] }'}}], as: error}
            output: {as: '${ $input + . }'}
        - done: {set: '${ {result: .} }'}
      """;
  private static final String INPUT = "{\"total\": 25, \"lines\": [\"a\", \"b\", \"c\"]}";

  private static Simulation.World world() {
    Map<String, Integer> charges = new HashMap<>();
    return call -> {
      CallRequest.Function function = (CallRequest.Function) call.request();
      return switch (function.name()) {
        case "pay.charge" ->
            charges.merge(call.idempotencyKey(), 1, Integer::sum) < 3
                ? failed(503)
                : new CallOutcome.Succeeded(function.input());
        case "stock.reserve" ->
            new CallOutcome.Succeeded(Simulation.JSON.readTree("{\"ok\": true}"));
        case "x.bad" -> failed(400);
        default -> new CallOutcome.Succeeded(Simulation.JSON.readTree("{}"));
      };
    };
  }

  private static CallOutcome failed(int status) {
    return new CallOutcome.Failed(
        FlowError.of(ErrorType.COMMUNICATION, status, "no", null), RetryFacts.RETRYABLE);
  }

  @Test
  void everyCrashPointLeadsToTheSameResultAndRepeatsNothingThatEnded() {
    for (long seed = 0; seed < 25; seed++) {
      Simulation whole = new Simulation(ORDER, INPUT, seed, world());
      RunResult expected = whole.run().orElseThrow();
      assertEquals("SUCCEEDED", expected.state().name(), () -> "" + expected.error());
      for (int at = 1; at < whole.journal.size(); at++) {
        Simulation crashed = new Simulation(ORDER, INPUT, seed, world()).crashAt(at);
        String where = "seed " + seed + ", crash at entry " + at;
        assertEquals(expected, crashed.run().orElseThrow(), where);
        assertGapless(crashed.journal, where);
        assertEndedOnce(crashed.journal, where);
      }
    }
  }

  @Test
  void randomMultipleCrashesAreSurvivedToo() {
    for (long seed = 0; seed < 200; seed++) {
      Simulation whole = new Simulation(ORDER, INPUT, seed, world());
      RunResult expected = whole.run().orElseThrow();
      int at = (int) (1 + seed % (whole.journal.size() - 1));
      Simulation crashed = new Simulation(ORDER, INPUT, seed * 31, world()).crashAt(at);
      assertEquals(expected, crashed.run().orElseThrow(), "seed " + seed);
    }
  }

  private static void assertGapless(List<JournalEntry> journal, String where) {
    for (int i = 0; i < journal.size(); i++) {
      assertEquals(i + 1, journal.get(i).sequence(), where);
    }
  }

  /** A step that is recorded as ended is never started again. */
  private static void assertEndedOnce(List<JournalEntry> journal, String where) {
    List<String> started = new ArrayList<>();
    for (JournalEntry entry : journal) {
      if (entry.kind() == EntryKind.STEP_STARTED) {
        started.add(entry.stepId());
      }
    }
    assertEquals(started.size(), Set.copyOf(started).size(), where);
  }

  @Test
  void callsUnderWayRunAgainWithTheSameKeyAndNoOthersDo() {
    Simulation whole = new Simulation(ORDER, INPUT, 3, world());
    whole.run();
    Set<String> keys =
        whole.calls.stream().map(StartCall::idempotencyKey).collect(Collectors.toSet());
    for (int at = 1; at < whole.journal.size(); at++) {
      Simulation crashed = new Simulation(ORDER, INPUT, 3, world()).crashAt(at);
      crashed.run();
      assertEquals(
          keys, crashed.calls.stream().map(StartCall::idempotencyKey).collect(Collectors.toSet()));
    }
  }

  @Test
  void whetherARetryFitsItsTimeIsNotDecidedAgainAfterACrash() {
    String flow =
        """
        document: {dsl: '1.0.3', namespace: test, name: chance, version: '1.0.0'}
        do:
          - safe:
              try: [{bad: {call: 'x.bad:1.0.0@default'}}]
              catch:
                retry: {jitter: {from: {seconds: 0}, to: {seconds: 60}}, limit: {attempt: {count: 9}, duration: {seconds: 90}}}
                do: [{gaveUp: {set: {gaveUp: true}}}]
        """;
    for (long seed = 0; seed < 20; seed++) {
      Simulation whole = new Simulation(flow, "{}", seed, world());
      whole.run();
      for (int at = 1; at < whole.journal.size(); at++) {
        Simulation crashed = new Simulation(flow, "{}", seed, world()).crashAt(at);
        assertEquals("SUCCEEDED", crashed.run().orElseThrow().state().name());
      }
    }
  }

  private static final String UNSAFE =
      """
      document: {dsl: '1.0.3', namespace: test, name: sms, version: '1.0.0'}
      do:
        - send: {call: 'sms.send:1.0.0@default', with: {to: 1}}
        - done: {set: '${ {sent: .id} }'}
      """;

  @Test
  void unsafeStepUnderWayBecomesUncertainAndIsNeverRepeated() {
    Simulation crashed = null;
    for (int at = 1; at < 4; at++) {
      Simulation simulation =
          new Simulation(UNSAFE, "{}", 1, call -> new CallOutcome.Succeeded(id(7)))
              .effect("sms.send", EffectKind.UNSAFE)
              .crashAt(at);
      simulation.run();
      if (simulation.hasUncertain()) {
        crashed = simulation;
        assertTrue(simulation.calls.size() <= 1, "at most the call before the crash");
      }
    }
    assertTrue(crashed != null, "one of the crash points lies behind the start of the call");
    if (crashed != null) {
      JournalEntry uncertain = crashed.journal.getLast();
      assertEquals(EntryKind.UNCERTAIN, uncertain.kind());
      crashed.settle(new Settlement(uncertain.stepId(), new CallOutcome.Succeeded(id(9)), "ann"));
      assertEquals(
          Simulation.JSON.readTree("{\"sent\": 9}"), crashed.result().orElseThrow().output());
      assertTrue(crashed.calls.size() <= 1);
    }
  }

  @Test
  void unknownOutcomeOfAnUnsafeStepIsUncertainAndOfAnotherAFailure() {
    FlowError cut = FlowError.of(ErrorType.COMMUNICATION, "Cut", null);
    Simulation unsafe =
        new Simulation(UNSAFE, "{}", 1, call -> new CallOutcome.Unknown(cut))
            .effect("sms.send", EffectKind.UNSAFE);
    assertTrue(unsafe.run().isEmpty());
    assertTrue(unsafe.hasUncertain());

    Simulation keyed = new Simulation(UNSAFE, "{}", 1, call -> new CallOutcome.Unknown(cut));
    assertFalse(keyed.run().isEmpty());
    assertEquals("FAILED", keyed.result().orElseThrow().state().name());
  }

  private static tools.jackson.databind.JsonNode id(int value) {
    return Simulation.JSON.readTree("{\"id\": " + value + "}");
  }
}
