package io.patchbay.run.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallOutcome;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.run.EntryKind;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a run cannot do: each is stopped, the error names the task, and no catch sees it. */
class BudgetTest {
  private static final String HEAD =
      "document: {dsl: '1.0.3', namespace: test, name: test, version: '1.0.0'}\n";
  private static final MachineLimits LIMITS = MachineLimits.STANDARD;

  private static Simulation flow(String body, MachineLimits limits) {
    return new Simulation(HEAD + body, "{}", 1, call -> new CallOutcome.Succeeded(id()))
        .limits(limits);
  }

  private static tools.jackson.databind.JsonNode id() {
    return Simulation.JSON.readTree("{\"id\": 7}");
  }

  /** Stopped at a task for a reason, and the same after a crash at any entry of the journal. */
  private static void assertStopped(
      String body, MachineLimits limits, String reference, String reason) {
    Simulation whole = flow(body, limits);
    FlowError error = failure(whole);
    assertEquals(reference, error.instance(), () -> "" + error);
    assertTrue(error.title() != null && error.title().contains(reason), () -> "" + error);
    assertTrue(error.detail() != null, "it says what to do");
    int entries = whole.journal.size();
    for (int at = 1; at < entries; at += Math.max(1, entries / 50)) {
      Simulation crashed = flow(body, limits).crashAt(at);
      assertEquals(error.title(), failure(crashed).title(), "crash at " + at);
    }
    Simulation last = flow(body, limits).crashAt(entries - 1);
    assertEquals(error, failure(last));
  }

  private static FlowError failure(Simulation simulation) {
    RunResult result = simulation.run().orElseThrow();
    assertEquals(RunState.FAILED, result.state(), () -> "" + result.output());
    FlowError error = result.error();
    return error == null ? FlowError.of(ErrorType.RUNTIME, "", null) : error;
  }

  @Test
  void flowThatLoopsForEverIsStoppedByItsSteps() {
    assertStopped(
        """
        do:
          - attempt:
              try:
                - a: {set: {n: '${ (.n // 0) + 1 }'}}
                - again: {switch: [{more: {when: '${ .n > 0 }', then: a}}]}
              catch: {}
        """,
        LIMITS.withSteps(200),
        "/do/0/attempt/try/1/again",
        "200 steps");
  }

  @Test
  void forksInsideForksAreCountedTogether() {
    StringBuilder branches = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      branches.append("{b").append(i).append(": {call: wide}},");
    }
    String fork = "{fork: {branches: [" + branches + "]}}";
    assertStopped(
        "use: {functions: {wide: " + fork + "}}\ndo: [{start: " + fork + "}]\n",
        LIMITS.withBranches(100),
        "/use/functions/wide",
        "branches at once");
  }

  @Test
  void branchesThatEndedDoNotCount() {
    Simulation simulation =
        flow(
            """
            do:
              - loop:
                  for: {in: '[range(30)]'}
                  do: [{both: {fork: {branches: [{a: {set: {x: 1}}}, {b: {wait: PT1S}}]}}}]
            """,
            LIMITS.withBranches(3));
    assertEquals(RunState.SUCCEEDED, simulation.run().orElseThrow().state());
  }

  @Test
  void valueThatIsTooLargeIsStopped() {
    assertStopped(
        "do: [{small: {set: {a: 1}}}, {big: {set: {x: '${ \"abcdefgh\" * 20000 }'}}}]\n",
        LIMITS.withBytes(100_000, 1_000_000),
        "/do/1/big",
        "larger than 97 KiB");
  }

  @Test
  void valueThatGrowsInsideAnExpressionIsAnErrorOfItsTask() {
    for (String monster :
        new String[] {
          "\"x\" * 1e9", "[range(1e9)]", "reduce range(40) as $i (\"x\"; . + .)", ".[1e9] = 1"
        }) {
      FlowError error =
          failure(flow("do: [{a: {set: {n: 1}}}, {big: {set: '${ " + monster + " }'}}]\n", LIMITS));
      assertEquals("/do/1/big", error.instance(), monster);
      assertTrue(error.is(ErrorType.EXPRESSION), () -> "" + error);
    }
  }

  @Test
  void expressionThatDoesNotEndIsAnErrorOfItsTask() {
    FlowError error = failure(flow("do: [{spin: {set: '${ last(range(1e12)) }'}}]\n", LIMITS));
    assertEquals("/do/0/spin", error.instance());
    assertTrue(error.is(ErrorType.EXPRESSION), () -> "" + error);
  }

  @Test
  void manyValuesThatAreSmallEnoughAreTooMuchTogether() {
    StringBuilder branches = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      branches
          .append("{b")
          .append(i)
          .append(
              ": {do: [{v: {set: '${ [\"\\($task.name)\", \"0123456789\" * 500] }'}}, {w: {wait: PT1H}}]}},");
    }
    assertStopped(
        "do: [{all: {fork: {branches: [" + branches + "]}}}]\n",
        LIMITS.withBytes(10_000, 50_000),
        "/do/0/all/fork/branches/9/b9/do/1/w",
        "holds more than 48 KiB at once");
  }

  @Test
  void contextAndOutputsOfBranchesAreHeldToo() {
    assertStopped(
        """
        do:
          - keep: {set: '${ "0123456789" * 3000 }', export: {as: '${ [.] }'}}
          - both: {fork: {branches: [{a: {set: '${ "0123456789" * 3000 }'}}, {b: {wait: PT1H}}]}}
        """,
        LIMITS.withBytes(40_000, 80_000),
        "/do/1/both/fork/branches/0/a",
        "holds more than");
  }

  @Test
  void valuesThatAreLetGoDoNotCount() {
    Simulation simulation =
        flow(
            """
            do:
              - loop:
                  for: {in: '[range(200)]'}
                  do: [{v: {set: '${ "\\($index)" + ("0123456789" * 300) }', export: {as: .}}}]
            """,
            LIMITS.withBytes(10_000, 30_000));
    assertEquals(RunState.SUCCEEDED, simulation.run().orElseThrow().state());
  }

  @Test
  void journalHasAnEnd() {
    String loop =
        """
        do:
          - loop: {for: {in: '[range(200)]'}, do: [{v: {set: '${ "\\($index)" + ("0123456789" * 30) }'}}]}
        """;
    assertStopped(loop, LIMITS.withJournal(50, 1 << 20), "/do/0/loop/do/0/v", "50 entries");
    assertStopped(
        loop, LIMITS.withJournal(1000, 20_000), "/do/0/loop/do/0/v", "journal is larger than");
  }

  @Test
  void functionsThatCallThemselvesAreStopped() {
    assertStopped(
        "use: {functions: {f: {do: [{again: {call: f}}]}}}\ndo: [{go: {call: f}}]\n",
        LIMITS,
        "/use/functions/f/do/0/again",
        "deep");
  }

  private static final String BUSY =
      """
      do:
        - attempt:
            try:
              - busy:
                  timeout: {after: PT1S}
                  for: {in: '[range(5000)]'}
                  do: [{count: {set: '${ $index }', export: {as: '${ {last: $index} }'}}}]
            catch: {errors: {with: {status: 408}}, do: [{note: {set: '${ {stoppedAt: $context.last} }'}}]}
      """;

  @Test
  void timeLimitFiresWhileTheRunIsBusy() {
    Simulation whole = flow(BUSY, LIMITS).ticking(Duration.ofMillis(10));
    RunResult expected = whole.run().orElseThrow();
    assertEquals(RunState.SUCCEEDED, expected.state(), () -> "" + expected.error());
    int stoppedAt = expected.output() == null ? 0 : expected.output().get("stoppedAt").asInt();
    assertTrue(stoppedAt > 50 && stoppedAt < 150, () -> "turn " + stoppedAt);
    int fired =
        whole.journal.stream().map(e -> e.kind()).toList().indexOf(EntryKind.TIMER_FIRED) + 1;
    for (int at = fired; at < whole.journal.size(); at++) {
      Simulation crashed = flow(BUSY, LIMITS).ticking(Duration.ofMillis(10)).crashAt(at);
      assertEquals(expected, crashed.run().orElseThrow(), "crash at " + at);
    }
  }

  @Test
  void timeLimitOfTheFlowAndOfAnAttemptFireWhileItIsBusyToo() {
    FlowError whole =
        failure(
            flow(
                    """
                    timeout: {after: PT1S}
                    do: [{busy: {for: {in: '[range(5000)]'}, do: [{count: {set: {a: 1}}}]}}]
                    """,
                    LIMITS)
                .ticking(Duration.ofMillis(10)));
    assertTrue(whole.is(ErrorType.TIMEOUT), () -> "" + whole);
    FlowError attempt =
        failure(
            flow(
                    """
                    do:
                      - attempt:
                          try: [{busy: {for: {in: '[range(5000)]'}, do: [{count: {set: {a: 1}}}]}}]
                          catch: {retry: {limit: {attempt: {count: 2, duration: PT1S}}}}
                    """,
                    LIMITS)
                .ticking(Duration.ofMillis(10)));
    assertTrue(attempt.is(ErrorType.TIMEOUT), () -> "" + attempt);
  }
}
