package io.patchbay.run.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What each kind of task means. */
class MachineTest {
  private static final String HEAD =
      "document: {dsl: '1.0.3', namespace: test, name: test, version: '1.0.0'}\n";

  private static Simulation flow(String body, String input, Simulation.World world) {
    return new Simulation(HEAD + body, input, 1, world);
  }

  private static Simulation.World echo() {
    return call ->
        new CallOutcome.Succeeded(
            switch (call.request()) {
              case CallRequest.Function f -> f.input();
              case CallRequest.Http h -> Simulation.JSON.valueToTree(h.uri());
              case CallRequest.Service s -> Simulation.JSON.valueToTree(s.call().label());
              case CallRequest.Workflow w -> w.input();
              case CallRequest.Emit e -> e.event();
            });
  }

  private static CallOutcome failed(int status) {
    return new CallOutcome.Failed(
        FlowError.of(ErrorType.COMMUNICATION, status, "Remote said " + status, null),
        RetryFacts.RETRYABLE);
  }

  private static void assertOutput(String expected, Simulation simulation) {
    RunResult result = simulation.run().orElseThrow();
    assertEquals(RunState.SUCCEEDED, result.state(), () -> "" + result.error());
    assertEquals(json(expected), result.output());
  }

  private static FlowError error(Simulation simulation) {
    RunResult result = simulation.run().orElseThrow();
    FlowError error = result.error();
    assertTrue(error != null, () -> "" + result.output());
    return error == null ? FlowError.of(ErrorType.RUNTIME, "", null) : error;
  }

  private static JsonNode json(String text) {
    return Simulation.JSON.readTree(text);
  }

  @Test
  void dataFlowsFromOutputToInputAndThroughTransforms() {
    assertOutput(
        "{\"total\": 7, \"seen\": 3}",
        flow(
            """
            input: {from: '${ .order }'}
            output: {as: '${ . + {seen: $context.n} }'}
            do:
              - pick: {input: {from: .n}, set: '${ {v: (. + 1)} }', output: {as: '.v'}, export: {as: '${ {n: $input} }'}}
              - sum: {set: {total: '${ . + $context.n }'}}
            """,
            "{\"order\": {\"n\": 3}}",
            echo()));
  }

  @Test
  void forPassesOutputsOnAndStopsAtWhile() {
    assertOutput(
        "{\"n\": 6, \"at\": [0, 1, 2]}",
        flow(
            """
            do:
              - loop:
                  for: {each: x, in: .xs, at: i}
                  while: ${ (.n // 0) < 6 }
                  do:
                    - add: {set: {n: '${ (.n // 0) + $x }', at: '${ (.at // []) + [$i] }'}}
            """,
            "{\"xs\": [1, 2, 3, 4, 5]}",
            echo()));
  }

  @Test
  void emptyLoopLeavesItsInputAndAWrongListNamesTheTask() {
    String body = "do: [{loop: {for: {in: .xs}, do: [{a: {set: {b: 1}}}]}}]\n";
    assertOutput("{\"xs\": []}", flow(body, "{\"xs\": []}", echo()));
    assertEquals("/do/0/loop", error(flow(body, "{\"xs\": 5}", echo())).instance());
  }

  @Test
  void millionTurnsDoNotGrowTheStack() {
    Simulation simulation =
        flow(
            """
            do:
              - loop: {for: {in: .}, do: [{count: {set: '${ $index }'}}]}
            """,
            "[" + "0,".repeat(999_999) + "0]",
            echo());
    simulation.limits(
        MachineLimits.STANDARD
            .withSteps(2_000_000)
            .withBytes(64L << 20, 256L << 20)
            .withJournal(3_000_000, 1L << 40));
    assertOutput("999999", simulation);
  }

  @Test
  void tooManyStepsEndTheRunAndNameTheTask() {
    Simulation simulation =
        flow(
            """
            do:
              - again:
                  try: [{loop: {for: {in: '[range(1000)]'}, do: [{count: {set: {a: 1}}}]}}]
                  catch: {}
            """,
            "{}",
            echo());
    simulation.limits(MachineLimits.STANDARD.withSteps(500));
    FlowError error = error(simulation);
    assertEquals("/do/0/again/try/0/loop/do/0/count", error.instance());
    assertTrue(error.title() != null && error.title().contains("500 steps"), () -> "" + error);
  }

  @Test
  void forkJoinsInTheOrderOfTheTextWhateverEndsFirst() {
    for (long seed = 0; seed < 20; seed++) {
      Simulation simulation =
          new Simulation(
              HEAD
                  + """
                  do:
                    - all:
                        fork:
                          branches:
                            - a: {call: 'x.a:1.0.0@default', with: {v: 1}}
                            - b: {do: [{b1: {call: 'x.b:1.0.0@default', with: {v: 2}}}, {b2: {set: '${ [.v] }'}}]}
                            - c: {set: {v: 3}}
                  """,
              "{}",
              seed,
              echo());
      assertOutput("[{\"v\": 1}, [2], {\"v\": 3}]", simulation);
    }
  }

  @Test
  void forkFailsWithTheFirstFailureAndCancelsTheOthers() {
    Simulation simulation =
        flow(
            """
            do:
              - all:
                  fork:
                    branches:
                      - a: {wait: {hours: 1}}
                      - b: {call: 'x.b:1.0.0@default'}
            """,
            "{}",
            call -> failed(500));
    assertEquals("/do/0/all/fork/branches/1/b", error(simulation).instance());
  }

  @Test
  void competeTakesTheFirstGoodBranch() {
    Simulation simulation =
        flow(
            """
            do:
              - race:
                  fork:
                    compete: true
                    branches:
                      - bad: {call: 'x.bad:1.0.0@default'}
                      - slow: {do: [{w: {wait: {seconds: 30}}}, {s: {set: {by: slow}}}]}
                      - quick: {do: [{w: {wait: {seconds: 3}}}, {s: {set: {by: quick}}}]}
            """,
            "{}",
            call -> failed(503));
    assertOutput("{\"by\": \"quick\"}", simulation);
  }

  @Test
  void switchJumpsAndLoopsBack() {
    Simulation simulation =
        flow(
            """
            do:
              - fetch: {call: 'x.page:1.0.0@default', with: {p: '${ .p }'}, output: {as: '${ {p: (.p + 1)} }'}}
              - more: {switch: [{next: {when: '${ .p < 3 }', then: fetch}}, {done: {then: exit}}]}
              - never: {set: {x: 1}}
            """,
            "{\"p\": 0}",
            echo());
    assertOutput("{\"p\": 3}", simulation);
    List<String> keys = simulation.calls.stream().map(StartCall::idempotencyKey).toList();
    assertEquals(3, keys.stream().distinct().count(), () -> "each round has its own key: " + keys);
  }

  @Test
  void endLeavesEveryScopeAtOnce() {
    assertOutput(
        "{\"x\": 1}",
        flow(
            """
            do:
              - outer: {do: [{inner: {do: [{a: {set: {x: 1}, then: end}}]}}, {b: {set: {x: 2}}}]}
              - c: {set: {x: 3}}
            """,
            "{}",
            echo()));
  }

  @Test
  void skippedTaskPassesItsInputOn() {
    assertOutput(
        "{\"a\": 1}",
        flow("do: [{s: {if: '${ .a == 2 }', set: {a: 9}, then: end}}]\n", "{\"a\": 1}", echo()));
  }

  @Test
  void catchFiltersAndNamesTheError() {
    String body =
        """
        do:
          - attempt:
              try: [{get: {call: 'x.get:1.0.0@default'}}]
              catch:
                errors: {with: {status: 404, type: https://serverlessworkflow.io/dsl/errors/types/communication}}
                as: err
                when: ${ $err.title | contains("404") }
                do: [{note: {set: {where: '${ $err.instance }', in: '${ . }'}}}]
        """;
    assertOutput(
        "{\"where\": \"/do/0/attempt/try/0/get\", \"in\": {\"a\": 1}}",
        flow(body, "{\"a\": 1}", call -> failed(404)));
    assertEquals(503, error(flow(body, "{}", call -> failed(503))).status());
  }

  @Test
  void retryKeepsTheKeyGrowsTheDelayAndGivesUp() {
    String body =
        """
        do:
          - attempt:
              try: [{get: {call: 'x.get:1.0.0@default'}}]
              catch:
                errors: {with: {status: 503}}
                retry: {delay: {seconds: 1}, backoff: {exponential: {}}, limit: {attempt: {count: 3}}}
        """;
    Simulation simulation = flow(body, "{}", call -> failed(503));
    assertEquals(503, error(simulation).status());
    assertEquals(4, simulation.calls.size());
    assertEquals(1, simulation.calls.stream().map(StartCall::idempotencyKey).distinct().count());
    assertEquals(List.of(1, 2, 3, 4), simulation.calls.stream().map(StartCall::attempt).toList());
    List<Long> delays =
        simulation.journal.stream()
            .filter(entry -> entry.kind() == EntryKind.RETRY_SCHEDULED)
            .map(entry -> Duration.between(entry.at(), entry.dueAt()).toMillis() / 100)
            .toList();
    assertEquals(List.of(10L, 20L, 40L), delays);

    assertOutput(
        "{\"ok\": true}",
        flow(
            body,
            "{}",
            call ->
                call.attempt() < 3
                    ? failed(503)
                    : new CallOutcome.Succeeded(json("{\"ok\": true}"))));
  }

  @Test
  void retryWaitsAsLongAsTheOtherSideAsked() {
    Simulation simulation =
        flow(
            """
            do:
              - attempt:
                  try: [{get: {call: 'x.get:1.0.0@default'}}]
                  catch: {retry: {delay: {seconds: 1}, limit: {attempt: {count: 1}}}}
            """,
            "{}",
            call ->
                call.attempt() == 2
                    ? new CallOutcome.Succeeded(json("1"))
                    : new CallOutcome.Failed(
                        FlowError.of(ErrorType.COMMUNICATION, 429, "Slow down", null),
                        RetryFacts.after(Duration.ofSeconds(90))));
    assertOutput("1", simulation);
    JournalEntry retry =
        simulation.journal.stream()
            .filter(entry -> entry.kind() == EntryKind.RETRY_SCHEDULED)
            .findFirst()
            .orElseThrow();
    assertTrue(Duration.between(retry.at(), retry.dueAt()).toSeconds() >= 89, () -> "" + retry);
  }

  @Test
  void timeoutIsAnErrorThatCanBeCaught() {
    assertOutput(
        "408",
        flow(
            """
            do:
              - attempt:
                  try: [{slow: {do: [{w: {wait: {hours: 1}}}], timeout: {after: PT2S}}}]
                  catch: {do: [{s: {set: '${ $error.status }'}}]}
            """,
            "{}",
            echo()));
  }

  @Test
  void raisedErrorCarriesWhatItWasGiven() {
    FlowError error =
        error(
            flow(
                """
                use: {errors: {mine: {type: 'https://example.com/e', status: 418, title: Teapot, detail: '${ "I am \\(.who)" }'}}}
                do: [{r: {raise: {error: mine}}}]
                """,
                "{\"who\": \"it\"}",
                echo()));
    assertEquals(
        new FlowError("https://example.com/e", 418, "/do/0/r", "Teapot", "I am it"), error);
  }

  @Test
  void schemasAreChecked() {
    FlowError error =
        error(
            flow(
                """
                input: {schema: {document: {type: object, required: [id]}}}
                do: [{a: {set: {x: 1}}}]
                """,
                "{}",
                echo()));
    assertTrue(error.is(ErrorType.VALIDATION));
    assertTrue(error.detail() != null && error.detail().contains("id"), () -> "" + error);
  }

  @Test
  void localFunctionSeesItsArgumentsOnly() {
    assertOutput(
        "{\"uri\": \"https://a.example/pets/a%20b%2Fc\"}",
        flow(
            """
            use:
              functions:
                pet: {call: http, with: {method: get, endpoint: 'https://a.example/pets/{id}'}, output: {as: '${ {uri: .} }'}}
            do: [{get: {call: pet, with: {id: '${ .x }'}}}]
            """,
            "{\"x\": \"a b/c\"}",
            echo()));
  }

  @Test
  void functionThatCallsItselfForEverIsStopped() {
    FlowError error =
        error(
            flow(
                """
                use: {functions: {f: {do: [{again: {call: f}}]}}}
                do: [{go: {call: f}}]
                """,
                "{}",
                echo()));
    assertTrue(error.title() != null && error.title().contains("deep"), () -> "" + error);
  }

  @Test
  void secretsReachTheCallAndNotTheJournal() {
    Simulation simulation =
        flow(
            """
            use: {secrets: [s1]}
            do:
              - get:
                  call: http
                  with:
                    method: get
                    headers: {Authorization: 'Basic abc', X-A: b}
                    endpoint: {uri: 'https://a.example/', authentication: {bearer: {token: '${ $secrets.s1 }'}}}
            """,
            "{}",
            echo());
    simulation.run();
    CallRequest.Http request = (CallRequest.Http) simulation.calls.getFirst().request();
    JsonNode token = request.authentication().properties().get("token");
    assertEquals(
        new io.patchbay.call.SecretRef("s1"),
        ((tools.jackson.databind.node.POJONode) token).getPojo());
    String journal = simulation.journal.toString();
    assertTrue(journal.contains("•••") && !journal.contains("s1") && !journal.contains("abc"));
  }

  @Test
  void replyIsRecordedAndTheRunGoesOn() {
    Simulation simulation =
        flow(
            """
            do:
              - answer: {call: 'webhook.reply:1.0.0@default', with: {status: 201, body: {id: '${ .id }'}}, output: {as: '${ $input }'}}
              - after: {wait: {seconds: 5}}
            """,
            "{\"id\": 4}",
            echo());
    assertOutput("{\"id\": 4}", simulation);
    JournalEntry reply =
        simulation.journal.stream()
            .filter(entry -> entry.kind() == EntryKind.REPLIED)
            .findFirst()
            .orElseThrow();
    assertEquals(json("{\"status\": 201, \"headers\": {}, \"body\": {\"id\": 4}}"), reply.output());
  }

  @Test
  void cancelEndsTheRunAndItsCalls() {
    Simulation simulation = flow("do: [{w: {wait: {hours: 1}}}]\n", "{}", echo());
    simulation.cancel();
    assertEquals(RunState.CANCELLED, simulation.result().orElseThrow().state());
  }

  @Test
  void valuesBeyondTheLimitEndTheRun() {
    Simulation simulation =
        flow("do: [{big: {set: {x: '${ \"abcdefgh\" * 200000 }'}}}]\n", "{}", echo());
    simulation.limits(MachineLimits.STANDARD.withBytes(1L << 20, 64L << 20));
    assertEquals("/do/0/big", error(simulation).instance());
  }
}
