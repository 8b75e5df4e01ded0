package io.patchbay.flow.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowParser;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Problem;
import io.patchbay.flow.task.ServiceRule;
import io.patchbay.flow.task.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceBodyTest {
  @Test
  void readsACallOfAnOperation() {
    ServiceRule.OpenApi rule =
        assertInstanceOf(
            ServiceRule.OpenApi.class,
            rule(
                """
                call: openapi
                with:
                  document: {endpoint: {uri: 'https://a.example/{x}.yaml', authentication: {bearer: {token: t}}}}
                  operationId: getPet
                  parameters: {petId: '${ .id }'}
                  authentication: {basic: {username: u, password: p}}
                  output: response
                  redirect: true
                """));
    assertTrue(rule.redirect());
    assertTrue(rule.document().authentication() != null && rule.authentication() != null);
  }

  @Test
  void readsACallOfATool() {
    ServiceRule.Mcp rule =
        assertInstanceOf(
            ServiceRule.Mcp.class,
            rule(
                """
                call: mcp
                with:
                  method: tools/call
                  parameters: {name: say, arguments: {a: 1}}
                  timeout: {seconds: 5}
                  transport: {http: {endpoint: 'https://a.example/mcp', headers: {X-A: b}}}
                  client: {name: me, version: '2'}
                """));
    assertEquals("tools/call", rule.method());
    assertEquals("me", rule.clientName());
  }

  @Test
  void readsACallOfAService() {
    assertInstanceOf(
        ServiceRule.Grpc.class,
        rule(
            """
            call: grpc
            with:
              proto: {endpoint: 'https://a.example/x.proto'}
              service: {name: a.B, host: b.example, port: 443}
              method: Do
              arguments: {x: 1}
            """));
  }

  @Test
  void readsAMessageToAChannel() {
    assertInstanceOf(
        ServiceRule.AsyncApi.class,
        rule(
            """
            call: asyncapi
            with:
              document: {endpoint: 'https://a.example/x.json'}
              operation: send
              server: {name: web, variables: {region: eu}}
              message: {payload: {a: 1}, headers: {h: 1}}
            """));
  }

  @Test
  void saysWhatIsMissingOrRefused() {
    assertProblem(
        "flow.missing-member",
        "call: openapi\nwith: {document: {endpoint: 'https://a.example'}}\n");
    assertProblem("flow.missing-member", "call: mcp\nwith: {method: tools/list}\n");
    assertProblem(
        "flow.not-supported",
        "call: asyncapi\nwith: {document: {endpoint: 'https://a.example'}, operation: x, protocol:"
            + " kafka, message: {}}\n");
    assertProblem(
        "flow.not-supported",
        "call: asyncapi\nwith: {document: {endpoint: 'https://a.example'}, operation: x,"
            + " subscription: {consume: {amount: 1}}}\n");
    assertProblem("flow.not-supported", "call: a2a\nwith: {method: message/send}\n");
    assertProblem(
        "flow.unknown-member",
        "call: openapi\n"
            + "with: {document: {endpoint: 'https://a.example'}, operationId: x, paramters: {}}\n");
  }

  private static void assertProblem(String code, String task) {
    List<Problem> problems = parse(task).problems();
    assertTrue(problems.stream().anyMatch(p -> p.code().equals(code)), problems.toString());
  }

  private static ServiceRule rule(String task) {
    ParseResult.Parsed parsed =
        assertInstanceOf(
            ParseResult.Parsed.class, parse(task), () -> parse(task).problems().toString());
    return assertInstanceOf(Task.CallService.class, parsed.flow().tasks().getFirst()).rule();
  }

  private static ParseResult parse(String task) {
    return FlowParser.parse(
        "document: {dsl: '1.0.3', namespace: a, name: b, version: '1.0.0'}\ndo:\n  - t:\n"
            + task.indent(6));
  }
}
