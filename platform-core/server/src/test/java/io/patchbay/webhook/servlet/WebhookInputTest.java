package io.patchbay.webhook.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.template.JsonSchema;
import io.patchbay.flow.template.SchemaViolation;
import io.patchbay.platform.rest.FieldProblem;
import io.patchbay.platform.rest.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookInputTest {

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void namesEveryPlaceThatDoesNotFitAtOnce() {
    JsonSchema schema =
        JsonSchema.compile(
            json(
                """
                {"type": "object", "properties": {"id": {"type": "string"},
                 "lines": {"type": "array", "items": {"type": "object", "required": ["qty"]}}}}
                """));
    List<SchemaViolation> violations = schema.check(json("{\"id\": 7, \"lines\": [{}, 3]}"));
    Problem problem = WebhookInput.refused(violations);
    assertEquals(422, problem.status());
    assertEquals("webhook.input", problem.code());
    assertEquals(
        List.of("/id", "/lines/0", "/lines/1"),
        problem.errors().stream().map(FieldProblem::pointer).sorted().toList());
    assertTrue(WebhookInput.reason(violations).contains("/lines/1"));
  }

  @Test
  void aBodyThatNamesAFieldTwiceIsRefused() {
    Problem problem =
        assertThrows(
            Problem.class,
            () ->
                WebhookBody.parse(
                    "{\"a\": {\"b\": 1, \"b\": 2}}".getBytes(StandardCharsets.UTF_8)));
    assertEquals("webhook.not-json", problem.code());
  }
}
