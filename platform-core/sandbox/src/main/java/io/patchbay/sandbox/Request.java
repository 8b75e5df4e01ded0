package io.patchbay.sandbox;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request as a third party sees it.
 *
 * @param base address of the sandbox, without a slash at the end
 * @param path path without the query, decoded
 * @param variables what the variable parts of the route matched
 * @param headers names in lower case, the first value of each
 */
public record Request(
    URI base,
    String method,
    String path,
    Map<String, String> variables,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body) {

  public String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  public Optional<String> query(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public int limit(int usual, int most) {
    String text = query("limit").orElse(String.valueOf(usual));
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // refused below, with the value
    }
    throw invalid("limit", "must be a whole number from 1 to " + most + ", not '" + text + "'");
  }

  public Optional<Instant> instant(String name) {
    return query(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeParseException notATime) {
                throw invalid(name, "must be a time like 2026-11-23T08:30:00Z, not '" + text + "'");
              }
            });
  }

  /** The body as a JSON object; anything else is refused with 400. */
  public ObjectNode json() {
    try {
      if (Json.parse(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException notJson) {
      throw new Refusal(400, "invalid_json", "Invalid JSON: " + notJson.getOriginalMessage());
    }
    throw new Refusal(400, "invalid_json", "The request body must be a JSON object.");
  }

  public String requiredText(String field) {
    return text(field).orElseThrow(() -> invalid(field, "is required and must be a text"));
  }

  public Optional<String> text(String field) {
    return Optional.of(json().path(field))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(text -> !text.isBlank());
  }

  public long requiredPositive(String field) {
    JsonNode value = json().path(field);
    if (!value.isIntegralNumber() || value.asLong(0) <= 0) {
      throw invalid(field, "is required and must be a whole number above 0");
    }
    return value.asLong();
  }

  public List<JsonNode> requiredList(String field) {
    JsonNode value = json().path(field);
    if (!value.isArray() || value.isEmpty() || value.size() > 1000) {
      throw invalid(field, "is required and must be a list of 1 to 1000 items");
    }
    return Collections.unmodifiableList(value.valueStream().toList());
  }

  public static Refusal invalid(String field, String problem) {
    return new Refusal(400, "invalid_request", "'" + field + "' " + problem + ".");
  }
}
