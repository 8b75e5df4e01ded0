package io.patchbay.flow.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.call.EffectKind;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.Problem;
import io.patchbay.flow.SharedData;
import io.patchbay.tenant.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FlowValidatorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["amount"], "additionalProperties": false,
       "properties": {"amount": {"type": "integer", "minimum": 1}, "note": {"type": "string"},
                      "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}}},
       "$defs": {"line": {"type": "object", "required": ["sku"], "additionalProperties": false,
                          "properties": {"sku": {"type": "string"}, "qty": {"type": "integer"}}}}}
      """;

  private static final String HEAD =
      "document: {dsl: '1.0.3', namespace: t, name: t, version: '1.0.0'}\n";

  private static List<Problem> problems(String tasks) {
    return ofText(HEAD + "do:\n" + tasks);
  }

  private static List<Problem> ofText(String text) {
    return validator().problems(FlowParser.parse(text));
  }

  private static FlowValidator validator() {
    return new FlowValidator(
        new TenantId("t1"),
        (tenant, name, version) ->
            name.startsWith("pay.")
                ? Optional.of(
                    new FunctionDescriptor(
                        name,
                        version,
                        name,
                        name.equals("pay.unsafe") ? EffectKind.UNSAFE : EffectKind.KEYED,
                        JSON.readTree(SCHEMA),
                        JSON.readTree("{}"),
                        "pay"))
                : Optional.empty(),
        new ConnectionNames() {
          @Override
          public Optional<String> connectorOf(String connection) {
            return switch (connection) {
              case "main" -> Optional.of("pay");
              case "shop" -> Optional.of("stock");
              default -> Optional.empty();
            };
          }

          @Override
          public List<String> all() {
            return List.of("main", "shop");
          }
        });
  }

  private static void assertCodes(List<String> expected, String tasks) {
    assertEquals(
        expected, problems(tasks).stream().map(p -> p.code() + " " + p.pointer()).toList());
  }

  @Test
  void goodCallHasNoProblem() {
    assertCodes(
        List.of(),
        "  - a: {call: 'pay.charge:1.0.0@default', with: {connection: main, amount: '${ .x }'}}\n");
  }

  @Test
  void namesWhatTheTenantDoesNotHave() {
    assertCodes(
        List.of(
            "flow.unknown-function /do/0/a/call",
            "flow.unknown-connection /do/1/b/with/connection",
            "flow.wrong-connection /do/2/c/with/connection",
            "flow.step-without-connection /do/3/d"),
        """
          - a: {call: 'crm.find:1.0.0@default'}
          - b: {call: 'pay.charge:1.0.0@default', with: {connection: mian, amount: 1}}
          - c: {call: 'pay.charge:1.0.0@default', with: {connection: shop, amount: 1}}
          - d: {call: 'pay.charge:1.0.0@default', with: {amount: 1}}
        """);
  }

  @Test
  void literalInputsAreCheckedAndExpressionsAreNot() {
    List<Problem> found =
        problems(
            """
              - a:
                  call: pay.charge:1.0.0@default
                  with:
                    connection: main
                    amount: 0
                    note: ${ .anything }
                    amuont: 3
              - b: {call: 'pay.charge:1.0.0@default', with: {connection: main}}
            """);
    assertEquals(
        List.of(
            "flow.wrong-input /do/0/a/with/amount 7",
            "flow.unknown-input /do/0/a/with/amuont 9",
            "flow.missing-input /do/1/b/with 10"),
        found.stream().map(p -> p.code() + " " + p.pointer() + " " + p.line()).toList());
  }

  @Test
  void warnsOfUnsafeRetryAndOfExportInFork() {
    assertCodes(
        List.of(
            "flow.unsafe-retry /do/0/t/try/0/a/call",
            "flow.export-in-fork /do/1/f/fork/branches/0/b/export"),
        """
          - t:
              try: [{a: {call: 'pay.unsafe:1.0.0@default', with: {connection: main, amount: 1}}}]
              catch: {retry: {limit: {attempt: {count: 2}}}}
          - f: {fork: {branches: [{b: {set: {x: 1}, export: {as: .x}}}]}}
        """);
  }

  @Test
  void literalPartsOfPartlyComputedInputAreCheckedToo() {
    assertCodes(
        List.of(
            "flow.wrong-input /do/0/a/with/lines/0/qty",
            "flow.wrong-input /do/0/a/with/lines/1",
            "flow.wrong-input /do/0/a/with/lines/1/qnty",
            "flow.wrong-input /do/1/b/with/note"),
        """
          - a:
              call: pay.charge:1.0.0@default
              with:
                connection: main
                amount: 3
                lines:
                  - {sku: '${ .sku }', qty: many}
                  - {qnty: '${ .n }'}
                  - ${ .line }
          - b: {call: 'pay.charge:1.0.0@default', with: {connection: main, amount: 1, note: {text: '${ .x }'}}}
        """);
  }

  @Test
  void problemsOfTheParserAndOfTheTenantComeTogetherInTheOrderOfTheText() {
    assertEquals(
        List.of(
            "flow.unknown-function /do/0/a/call",
            "flow.wrong-expression /do/1/b/set/x",
            "flow.unknown-variable /do/2/c/set/y",
            "flow.missing-input /do/3/d/with",
            "flow.unknown-target /do/4/e/then"),
        problems(
                """
                  - a: {call: 'crm.find:1.0.0@default'}
                  - b: {set: {x: '${ .a | }'}}
                  - c: {set: {y: '${ $order.id }'}}
                  - d: {call: 'pay.charge:1.0.0@default', with: {connection: main, note: '${ .b( }'}}
                  - e: {set: {x: 1}, then: f}
                """)
            .stream()
            .filter(problem -> !problem.pointer().endsWith("/note"))
            .map(problem -> problem.code() + " " + problem.pointer())
            .toList());
  }

  @Test
  void unknownVariableIsShownInsideTheExpressionWithThoseThatAreKnown() {
    Problem problem = problems("  - a: {set: {x: '${ .b + $contxt.n }'}}\n").getFirst();
    assertEquals("flow.unknown-variable", problem.code());
    assertEquals("  - a: {set: {x: '${ .b + ".length() + 1, problem.column());
    assertTrue(problem.message().contains("did you mean '$context'?"), problem.message());
    assertTrue(problem.message().contains("Known here: $authorization, $context"));
  }

  @Test
  void warnsOfAnHttpCallInARetryThatIsMarkedUnsafe() {
    assertCodes(
        List.of("flow.unsafe-retry /do/0/t/try/0/a/call"),
        """
          - t:
              try: [{a: {call: http, with: {method: post, endpoint: 'https://x.example'}, metadata: {patchbay: {effect: unsafe}}}}]
              catch: {retry: {limit: {attempt: {count: 2}}}}
        """);
  }

  @Test
  void warnsOfWhatIsDeclaredAndNotUsed() {
    List<Problem> found =
        ofText(
            HEAD
                + """
                use:
                  secrets: [used, spare, byExpression]
                  authentications: {login: {basic: {use: used}}, old: {bearer: {token: '${ $secrets.byExpression }'}}}
                  errors: {gone: {type: 'https://example.com/gone', status: 410}}
                  retries: {twice: {limit: {attempt: {count: 2}}}, never: {limit: {attempt: {count: 2}}}}
                  timeouts: {short: {after: PT1S}}
                  functions: {f: {set: {x: 1}}}
                do:
                  - a:
                      try: [{b: {call: http, with: {method: get, endpoint: {uri: 'https://x.example', authentication: {use: login}}}}}]
                      catch: {retry: twice}
                """);
    assertEquals(
        List.of(
            "flow.unused-component /use/secrets",
            "flow.unused-component /use/authentications/old",
            "flow.unused-component /use/errors/gone",
            "flow.unused-component /use/retries/never",
            "flow.unused-component /use/timeouts/short",
            "flow.unused-component /use/functions/f"),
        found.stream().map(p -> p.code() + " " + p.pointer()).toList());
    assertTrue(found.getFirst().message().contains("'spare'"));
    assertTrue(found.stream().noneMatch(Problem::isError));
  }

  @Test
  void secretsInExpressionsMustBeDeclared() {
    assertEquals(
        List.of("flow.unknown-secret /use/authentications/a/bearer/token"),
        ofText(
                HEAD
                    + """
                    use:
                      secrets: [token]
                      authentications: {a: {bearer: {token: '${ $secrets.tokn }'}}, b: {bearer: {token: '${ $secrets["token"] }'}}}
                    do:
                      - x: {call: http, with: {method: get, endpoint: {uri: 'https://x.example', authentication: {use: a}}}}
                      - y: {call: http, with: {method: get, endpoint: {uri: 'https://x.example', authentication: {use: b}}}}
                    """)
            .stream()
            .map(p -> p.code() + " " + p.pointer())
            .toList());
  }

  @Test
  void loopOverWhatIsNoListIsRefused() {
    assertCodes(
        List.of("flow.wrong-kind /do/0/a/for/in", "flow.wrong-kind /do/1/b/for/in"),
        """
          - a: {for: {in: '${ 5 }'}, do: [{x: {set: {y: 1}}}]}
          - b: {for: {in: '{"a": 1}'}, do: [{x: {set: {y: 1}}}]}
          - c: {for: {in: '[1, 2]'}, do: [{x: {set: {y: 1}}}]}
          - d: {for: {in: .lines // 5}, do: [{x: {set: {y: 1}}}]}
        """);
  }

  @Test
  void extensionsAreCheckedToo() {
    assertEquals(
        List.of("flow.unknown-function /use/extensions/0/log/before/0/tell/call"),
        ofText(
                HEAD
                    + """
                    use: {extensions: [{log: {extend: all, before: [{tell: {call: 'log.write:1.0.0@default'}}]}}]}
                    do: [{a: {set: {x: 1}}}]
                    """)
            .stream()
            .map(p -> p.code() + " " + p.pointer())
            .toList());
  }

  /** Scenarios of ours, damaged at random: problems or a flow come of it, never an exception. */
  @Test
  void damagedFlowsNeverThrowAndNeverTakeLong() {
    List<String> texts = new ArrayList<>();
    for (Path file : SharedData.files(Path.of("scenarios"), ".feature")) {
      for (String part : SharedData.read(file).split("\"\"\"yaml\n")) {
        String block = part.substring(0, Math.max(0, part.indexOf("\"\"\"")));
        if (block.contains("document:")) {
          texts.add(block.stripIndent());
        }
      }
    }
    assertTrue(texts.size() > 80, "there are flows to damage");
    FlowValidator validator = validator();
    Random random = new Random(3);
    String alphabet = "{}[]:,'\"\n -&*|>#${}.()x0\t";
    for (int i = 0; i < 3_000; i++) {
      StringBuilder damaged = new StringBuilder(texts.get(random.nextInt(texts.size())));
      String other = texts.get(random.nextInt(texts.size()));
      for (int edits = 1 + random.nextInt(4); edits > 0 && !damaged.isEmpty(); edits--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(4)) {
          case 0 -> damaged.deleteCharAt(at);
          case 1 -> damaged.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 2 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(30)));
          default -> {
            int from = random.nextInt(other.length());
            damaged.insert(at, other, from, Math.min(other.length(), from + random.nextInt(60)));
          }
        }
      }
      String text = damaged.toString();
      List<Problem> found =
          assertTimeout(
              Duration.ofSeconds(5), () -> validator.problems(FlowParser.parse(text)), text);
      for (Problem problem : found) {
        assertFalse(problem.message().contains("Exception"), problem.message());
        assertTrue(problem.line() >= 1 && problem.column() >= 1, problem.toString());
      }
    }
  }
}
