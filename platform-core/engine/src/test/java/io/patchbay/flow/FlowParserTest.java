package io.patchbay.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FlowParserTest {
  private static final String HEAD =
      "document: {dsl: '1.0.3', namespace: acme, name: test, version: '1.0.0'}\n";

  private static List<String> codes(String text) {
    return FlowParser.parse(text).problems().stream()
        .map(p -> p.code() + " " + p.pointer() + " " + p.line() + ":" + p.column())
        .toList();
  }

  @Test
  void reportsEveryProblemAtItsPlace() {
    String text =
        """
        document: {dsl: '1.0.3', namespace: acme, name: bad name, version: 1.0}
        do:
          - a:
              set:
                x: ${ .foo | fooo }
                y: >-
                  ${ .a
                     + nothere(3) }
              then: nowhere
          - a: {cal: 'x'}
          - b:
              call: http
              with: {method: gett, endpoint: 'ftp://x'}
              colour: red
          - e: {set: {t: '${ "it''s" | $secrets.a }'}}
          - f: {wait: PT}
        """;
    assertEquals(
        List.of(
            "flow.wrong-name /document/name 1:49",
            "flow.wrong-kind /document/version 1:68",
            "flow.wrong-expression /do/0/a/set/x 5:22",
            "flow.wrong-expression /do/0/a/set/y 8:16",
            "flow.unknown-target /do/0/a/then 9:13",
            "flow.duplicate-task /do/1/a 10:5",
            "flow.unknown-task /do/1/a 10:5",
            "flow.unknown-value /do/2/b/with/method 13:22",
            "flow.wrong-endpoint /do/2/b/with/endpoint 13:38",
            "flow.unknown-member /do/2/b/colour 14:7",
            "flow.secret-outside-authentication /do/3/e/set/t 15:32",
            "flow.wrong-duration /do/4/f/wait 16:15"),
        codes(text));
  }

  @Test
  void circleThatNobodyCanLeaveIsRefusedAndOneWithAnExitIsNot() {
    String circle = HEAD + "do:\n  - a: {set: {x: 1}, then: b}\n  - b: {set: {x: 2}, then: a}\n";
    assertEquals(List.of("flow.endless-cycle /do/0/a 3:5"), codes(circle));
    String leaves =
        HEAD
            + """
            do:
              - a: {set: {x: 1}}
              - b: {switch: [{again: {when: .x, then: a}}]}
            """;
    assertEquals(List.of(), codes(leaves));
  }

  @Test
  void unreachableTaskIsAWarning() {
    ParseResult result =
        FlowParser.parse(HEAD + "do:\n  - a: {set: {x: 1}, then: end}\n  - b: {set: {x: 2}}\n");
    assertInstanceOf(ParseResult.Parsed.class, result);
    assertEquals("flow.unreachable-task", result.problems().getFirst().code());
  }

  @Test
  void jsonIsReadToo() {
    String json =
        """
        {"document": {"dsl": "1.0.3", "namespace": "a", "name": "b", "version": "1.0.0"},
         "do": [{"x": {"set": {"y": "${ .z }"}}}]}
        """;
    assertInstanceOf(ParseResult.Parsed.class, FlowParser.parse(json));
  }

  @Test
  void triggerSettingsAreTyped() {
    String text =
        """
        document:
          dsl: '1.0.3'
          namespace: acme
          name: hook
          version: '1.0.0'
          metadata:
            patchbay:
              trigger: {type: webhook, path: '/orders/{shop}', reply: sync, replyTimeoutMs: 500,
                        idempotencyKey: .orderId, verify: {scheme: hmac-sha256, secret: s}}
              durability: express
              concurrency: 3
              businessKey: .orderId
        do: [{a: {set: {x: 1}}}]
        """;
    FlowDefinition flow = ((ParseResult.Parsed) FlowParser.parse(text)).flow();
    TriggerSettings trigger = flow.trigger();
    assertEquals(TriggerSettings.Type.WEBHOOK, trigger.type());
    assertEquals(Duration.ofMillis(500), trigger.replyTimeout());
    assertEquals("hmac-sha256", trigger.signature());
    assertEquals(Durability.EXPRESS, flow.durability());
    assertEquals(3, flow.concurrency());
    assertTrue(flow.idempotencyKey() != null && flow.businessKey() != null);
  }

  @Test
  void limitOfRunsAtOnceIsACount() {
    String text =
        """
        document:
          dsl: '1.0.3'
          namespace: acme
          name: hook
          version: '1.0.0'
          metadata:
            patchbay:
              concurrency: %s
        do: [{a: {set: {x: 1}}}]
        """;
    String pointer = "/document/metadata/patchbay/concurrency";
    for (String wrong : List.of("0", "10001", "2.5", "'3'", "many")) {
      assertEquals(
          List.of("flow.wrong-kind " + pointer + " 8:20"), codes(text.formatted(wrong)), wrong);
    }
    assertEquals(List.of(), codes(text.formatted("1")));
  }

  @Test
  void outlineIsDrawnAlsoOfATextWithProblems() {
    ParseResult result =
        FlowParser.parse(
            HEAD
                + """
                do:
                  - f:
                      if: .x
                      fork:
                        compete: true
                        branches:
                          - a: {call: 'shop.find:1.0.0@default', then: nowhere}
                          - b: {call: http, with: {method: get, endpoint: 'https://x.example'}}
                  - s: {switch: [{yes: {when: .y, then: end}}]}
                """);
    assertInstanceOf(ParseResult.Invalid.class, result);
    String json = JsonMapper.builder().build().writeValueAsString(result.outline().orElseThrow());
    for (String part :
        List.of(
            "\"kind\":\"flow\"",
            "\"ref\":\"/do/0/f/fork/branches/0/a\"",
            "\"compete\":true",
            "\"conditional\":true",
            "\"connector\":\"shop\"",
            "\"label\":\"get https://x.example\"",
            "\"condition\":\".y\"",
            "\"then\":\"end\"")) {
      assertTrue(json.contains(part), () -> part + " in " + json);
    }
  }

  @Test
  void hostileTextsAreRefusedQuickly() {
    String bomb =
        "a: &a [1,1,1,1,1,1,1,1,1]\n"
            + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
            + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
            + "f: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
    List<String> texts =
        List.of(
            "",
            "   \n# only a comment\n",
            "a: b: c",
            "\"unclosed",
            "- just\n- a list",
            "42",
            "a: 1\na: 2",
            "--- {}\n--- {}",
            "a: *missing",
            "? [x]\n: y",
            "\u0000",
            "[".repeat(100_000),
            "{a: ".repeat(100_000),
            "- ".repeat(50_000),
            "x: " + "9".repeat(500_000),
            "é".repeat(500_000),
            "😀: {a: b}\n".repeat(50_000),
            "a".repeat(10 * 1024 * 1024),
            HEAD + "do: [" + "{a: {do: [".repeat(200) + "]",
            HEAD + "do: [{a: {set: {x: '${ " + "(".repeat(50_000) + " }'}}}]\n",
            HEAD + "do: &x [{a: {do: *x}}]\n",
            HEAD + "do: [{a: {if: '${ def f: f; f }', set: {x: 1}}}]\nuse: null\n",
            bomb);
    for (String text : texts) {
      ParseResult result =
          assertTimeoutPreemptively(Duration.ofSeconds(10), () -> FlowParser.parse(text));
      boolean fine = text.contains("def f: f");
      assertTrue(
          fine || result instanceof ParseResult.Invalid,
          () -> text.substring(0, Math.min(40, text.length())));
      for (Problem problem : result.problems()) {
        assertFalse(problem.message().contains("Exception"), problem.message());
        assertTrue(problem.line() >= 1 && problem.column() >= 1, problem.toString());
      }
    }
  }

  @Test
  void mangledFlowsNeverThrow() {
    String text =
        HEAD
            + """
            use: {secrets: [s], functions: {f: {set: {x: 1}}}, retries: {r: {limit: {attempt: {count: 2}}}}}
            schedule: {every: PT1M}
            do:
              - a: {try: [{b: {call: http, with: {method: get, endpoint: 'https://x.example/{id}'}}}], catch: {retry: r, do: [{c: {call: f}}]}}
              - d: {for: {in: .x}, while: .y, do: [{e: {wait: {seconds: 1}}}]}
              - g: {fork: {branches: [{h: {raise: {error: {type: 'urn:x', status: 400}}}}]}}
              - i: {switch: [{j: {when: .k, then: a}}, {l: {then: end}}]}
              - m: {run: {workflow: {namespace: n, name: o, version: latest}}}
            """;
    assertInstanceOf(
        ParseResult.Parsed.class, FlowParser.parse(text), () -> codes(text).toString());
    Random random = new Random(42);
    String alphabet = "{}[]:,'\"\n -&*|>#${}.x0\t";
    for (int i = 0; i < 3_000; i++) {
      StringBuilder mangled = new StringBuilder(text);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(mangled.length());
        int kind = random.nextInt(3);
        if (kind == 0) {
          mangled.deleteCharAt(at);
        } else if (kind == 1) {
          mangled.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
        } else {
          int end = Math.min(mangled.length(), at + random.nextInt(30));
          mangled.delete(at, end);
        }
      }
      ParseResult result = FlowParser.parse(mangled.toString());
      result.outline();
    }
  }
}
