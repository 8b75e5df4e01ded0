package io.patchbay.webhook.servlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.template.JsonSchema;
import io.patchbay.flow.template.SchemaViolation;
import io.patchbay.platform.rest.FieldProblem;
import io.patchbay.platform.rest.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
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

  /** Gives at most 1,000 bytes at a time. */
  private static InputStream inPieces(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, 1_000));
      }
    };
  }

  @Test
  void aBodyIsReadToItsEndWhateverItsLengthIsSaidToBe() throws Exception {
    byte[] body = new byte[100_000];
    Arrays.fill(body, (byte) 7);
    for (long declared : new long[] {-1, 0, 10, body.length, 10_000_000}) {
      assertArrayEquals(body, WebhookBody.read(inPieces(body), declared));
    }
    assertEquals(0, WebhookBody.read(inPieces(new byte[0]), 0).length);
    byte[] most = new byte[WebhookBody.MAX_BYTES];
    assertEquals(most.length, WebhookBody.read(inPieces(most), -1).length);
  }

  @Test
  void aBodyThatIsTooLongOrTooSlowIsRefused() {
    byte[] large = new byte[WebhookBody.MAX_BYTES + 1];
    for (long declared : new long[] {-1, 10}) {
      Problem problem =
          assertThrows(Problem.class, () -> WebhookBody.read(inPieces(large), declared));
      assertEquals(413, problem.status());
    }
    Problem slow =
        assertThrows(
            Problem.class, () -> WebhookBody.read(inPieces(large), -1, Duration.ofNanos(-1)));
    assertEquals(408, slow.status());
  }
}
