package io.patchbay.event.rest;

import io.patchbay.event.CloudEvents;
import io.patchbay.platform.json.Json;
import io.patchbay.platform.rest.BodyReader;
import io.patchbay.platform.rest.FieldProblem;
import io.patchbay.platform.rest.Problem;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads events from a request by the HTTP binding of CloudEvents 1.0.2: structured, batch and
 * binary mode. A refusal names every attribute that is wrong.
 */
final class EventReader {

  static final int MOST_EVENTS = 200;
  private static final int MOST_PROBLEMS = 50;
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String PREFIX = "ce-";

  private EventReader() {}

  /**
   * @param headers by name in small letters
   */
  static List<JsonNode> read(Map<String, String> headers, byte[] body) {
    if (body.length > Json.MAX_BODY_BYTES) {
      throw Problem.tooLarge("request body", Json.MAX_BODY_BYTES);
    }
    String type = mediaType(headers.get("content-type"));
    return switch (type) {
      case STRUCTURED -> {
        JsonNode event = json(body);
        refuse(problems("", event));
        yield List.of(event);
      }
      case BATCH -> batch(json(body));
      default -> {
        if (!headers.containsKey(PREFIX + "specversion")) {
          yield plain(type, body);
        }
        JsonNode event = binary(headers, type, body);
        refuse(problems("", event));
        yield List.of(event);
      }
    };
  }

  /** Plain JSON without the headers of an event can only be events themselves. */
  private static List<JsonNode> plain(String type, byte[] body) {
    if (!type.equals("application/json")) {
      throw unknownForm();
    }
    JsonNode json = json(body);
    if (json.isArray()) {
      return batch(json);
    }
    refuse(problems("", json));
    return List.of(json);
  }

  private static Problem unknownForm() {
    return Problem.of(
        415,
        "request.content-type",
        "Not a CloudEvent",
        "Send one event as '"
            + STRUCTURED
            + "', several as '"
            + BATCH
            + "', or the data as the body and the attributes as headers 'ce-specversion', 'ce-id',"
            + " 'ce-source' and 'ce-type'.");
  }

  private static List<JsonNode> batch(JsonNode body) {
    if (!body.isArray()) {
      throw Problem.invalid("", "wrong-type", "A batch is a list of events.");
    }
    if (body.size() > MOST_EVENTS) {
      throw Problem.invalid(
          "",
          "too-many",
          "A batch has at most "
              + MOST_EVENTS
              + " events, this has "
              + body.size()
              + ". Send it in parts.");
    }
    List<JsonNode> events = new ArrayList<>();
    List<FieldProblem> wrong = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      events.add(body.get(i));
      wrong.addAll(problems("/" + i, body.get(i)));
    }
    refuse(wrong);
    return events;
  }

  private static JsonNode json(byte[] body) {
    return (JsonNode) BodyReader.read(body, JsonNode.class);
  }

  private static JsonNode binary(Map<String, String> headers, String type, byte[] body) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            event.put(name.substring(PREFIX.length()), decoded(value));
          }
        });
    String contentType = headers.get("content-type");
    if (contentType != null && !type.isEmpty()) {
      event.put("datacontenttype", contentType);
    }
    if (body.length > 0) {
      data(event, type, body);
    }
    return event;
  }

  private static void data(ObjectNode event, String type, byte[] body) {
    if (type.equals("application/json") || type.endsWith("+json") || type.isEmpty()) {
      event.set("data", json(body));
      return;
    }
    String text = type.startsWith("text/") || type.endsWith("xml") ? text(body) : null;
    if (text != null) {
      event.put("data", text);
    } else {
      event.put("data_base64", Base64.getEncoder().encodeToString(body));
    }
  }

  private static @Nullable String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Header values are percent-encoded UTF-8. */
  private static String decoded(String value) {
    try {
      return value.indexOf('%') < 0
          ? value
          : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static List<FieldProblem> problems(String pointer, JsonNode event) {
    return CloudEvents.check(event).stream()
        .map(
            wrong ->
                new FieldProblem(
                    wrong.attribute().isEmpty() ? pointer : pointer + "/" + escaped(wrong),
                    "wrong-attribute",
                    sentence(wrong)))
        .toList();
  }

  private static String escaped(CloudEvents.Wrong wrong) {
    return wrong.attribute().replace("~", "~0").replace("/", "~1");
  }

  private static String sentence(CloudEvents.Wrong wrong) {
    String text = wrong.toString();
    return text.endsWith(".") ? text : "The attribute " + text + ".";
  }

  private static void refuse(List<FieldProblem> wrong) {
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong.subList(0, Math.min(wrong.size(), MOST_PROBLEMS)));
    }
  }

  private static String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
