package io.patchbay.flow.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.patchbay.call.EffectKind;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Problem;
import io.patchbay.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FlowValidatorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["amount"], "additionalProperties": false,
       "properties": {"amount": {"type": "integer", "minimum": 1}, "note": {"type": "string"}}}
      """;

  private static List<Problem> problems(String tasks) {
    String text =
        "document: {dsl: '1.0.3', namespace: t, name: t, version: '1.0.0'}\ndo:\n" + tasks;
    FlowValidator validator =
        new FlowValidator(
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
    return validator.validate((ParseResult.Parsed) FlowParser.parse(text));
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
}
