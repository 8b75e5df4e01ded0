package io.patchbay.event.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.patchbay.platform.rest.FieldProblem;
import io.patchbay.platform.rest.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CloudEvents from requests, by the HTTP binding 1.0.2. */
class EventReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String EVENT =
      "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/s\", \"type\": \"t\"}";
  private static final Map<String, String> BINARY =
      Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t");

  @Test
  void readsOneEventInStructuredModeWhateverStandsBehindTheType() {
    assertEquals(List.of(json(EVENT)), read("application/cloudevents+json; charset=UTF-8", EVENT));
    assertEquals(List.of(json(EVENT)), read("application/json", EVENT));
  }

  @Test
  void readsABatch() {
    assertEquals(
        List.of(json(EVENT), json(EVENT)),
        read("application/cloudevents-batch+json", "[" + EVENT + "," + EVENT + "]"));
    assertEquals(List.of(), read("application/cloudevents-batch+json", "[]"));
  }

  @Test
  void readsBinaryModeWithItsAttributesDecoded() {
    JsonNode event =
        binary("application/json", "{\"n\": 1}", Map.of("ce-subject", "M%C3%BCller a+b"))
            .getFirst();
    assertEquals("Müller a+b", event.get("subject").stringValue());
    assertEquals("application/json", event.get("datacontenttype").stringValue());
    assertEquals(json("{\"n\": 1}"), event.get("data"));
  }

  @Test
  void dataThatIsNoJsonIsTextOrBase64() {
    assertEquals(
        "hello", binary("text/plain", "hello", Map.of()).getFirst().path("data").asString());
    assertEquals(
        "aGVsbG8=",
        binary("application/octet-stream", "hello", Map.of())
            .getFirst()
            .path("data_base64")
            .asString());
  }

  @Test
  void refusalNamesEveryWrongAttributeOfEveryEvent() {
    Problem problem =
        assertThrows(
            Problem.class,
            () ->
                read(
                    "application/cloudevents-batch+json",
                    "["
                        + EVENT
                        + ", {\"specversion\": \"0.3\", \"id\": \"\", \"type\": 5,"
                        + " \"Upper\": \"x\", \"time\": \"noon\", \"ok\": {}}]"));
    assertEquals(422, problem.status());
    assertEquals(
        List.of("/1/source", "/1/specversion", "/1/id", "/1/type", "/1/Upper", "/1/time", "/1/ok"),
        problem.errors().stream().map(FieldProblem::pointer).toList());
  }

  @Test
  void bodyThatIsNoEventIsRefused() {
    assertEquals("request.content-type", refusal("text/plain", "hello"));
    assertEquals("request.not-json", refusal("application/cloudevents+json", "{"));
    assertEquals("request.invalid", refusal("application/cloudevents-batch+json", EVENT));
    assertEquals("request.invalid", refusal("application/cloudevents+json", "[]"));
    assertEquals(
        "request.too-large",
        refusal("application/cloudevents+json", " ".repeat(2 * 1024 * 1024 + 1)));
    assertEquals(
        "request.invalid",
        refusal(
            "application/cloudevents-batch+json",
            "[" + String.join(",", java.util.Collections.nCopies(201, EVENT)) + "]"));
  }

  private static String refusal(String type, String body) {
    return assertThrows(Problem.class, () -> read(type, body)).code();
  }

  private static List<JsonNode> read(String type, String body) {
    return EventReader.read(Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<JsonNode> binary(String type, String body, Map<String, String> more) {
    Map<String, String> headers = new java.util.TreeMap<>(BINARY);
    headers.putAll(more);
    headers.put("content-type", type);
    return EventReader.read(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
