package io.patchbay.event;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a CloudEvent of version 1.0 in the JSON format must be. An event is its JSON tree here,
 * attributes and data together, as every reader of it wants it.
 */
public final class CloudEvents {
  public static final int MOST_ATTRIBUTES = 40;
  public static final int LONGEST_NAME = 40;
  public static final int LONGEST_VALUE = 1_024;
  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

  /**
   * @param attribute whose value is wrong; empty for the event as a whole
   */
  public record Wrong(String attribute, String why) {
    @Override
    public String toString() {
      return attribute.isEmpty() ? why : "'" + attribute + "' " + why;
    }
  }

  private CloudEvents() {}

  /** Everything that is wrong with an event; empty: it is one. */
  public static List<Wrong> check(JsonNode event) {
    if (!event.isObject()) {
      return List.of(new Wrong("", "An event is a JSON object."));
    }
    List<Wrong> wrong = new ArrayList<>();
    for (String name : REQUIRED) {
      if (event.path(name).isMissingNode() || event.path(name).isNull()) {
        wrong.add(new Wrong(name, "is missing"));
      }
    }
    int attributes = 0;
    for (Map.Entry<String, JsonNode> member : event.properties()) {
      if (isData(member.getKey())) {
        continue;
      }
      attributes++;
      attribute(member.getKey(), member.getValue(), wrong);
    }
    if (attributes > MOST_ATTRIBUTES) {
      wrong.add(new Wrong("", "An event has at most " + MOST_ATTRIBUTES + " attributes."));
    }
    if (event.has("data") && event.has("data_base64")) {
      wrong.add(new Wrong("data_base64", "cannot stand beside 'data'"));
    }
    if (event.has("data_base64") && !event.get("data_base64").isString()) {
      wrong.add(new Wrong("data_base64", "must be text"));
    }
    return wrong;
  }

  public static String text(JsonNode event, String attribute) {
    return event.path(attribute).asString("");
  }

  static boolean isData(String member) {
    return member.equals("data") || member.equals("data_base64");
  }

  private static void attribute(String name, JsonNode value, List<Wrong> wrong) {
    if (name.length() > LONGEST_NAME || !isName(name)) {
      String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
      wrong.add(
          new Wrong(
              shown,
              "is no name of an attribute: at most "
                  + LONGEST_NAME
                  + " of a-z and 0-9, no others"));
    } else if (value.isNull()) {
      return;
    } else if (value.isString()) {
      text(name, value.stringValue(), wrong);
    } else if (isOwn(name) || !(value.isBoolean() || value.isInt())) {
      wrong.add(
          new Wrong(
              name,
              isOwn(name) ? "must be text" : "must be text, true or false, or a whole number"));
    }
  }

  private static void text(String name, String value, List<Wrong> wrong) {
    if (value.isEmpty()) {
      wrong.add(new Wrong(name, "must not be empty"));
    } else if (value.length() > LONGEST_VALUE) {
      wrong.add(new Wrong(name, "must not be longer than " + LONGEST_VALUE + " characters"));
    } else if (value.codePoints().anyMatch(c -> Character.isISOControl(c) || isSurrogate(c))) {
      wrong.add(new Wrong(name, "must not have control characters"));
    } else if (name.equals("specversion") && !value.equals("1.0")) {
      wrong.add(new Wrong(name, "must be 1.0, it is " + value));
    } else if (name.equals("time") && !isTime(value)) {
      wrong.add(new Wrong(name, "must be a time like 2026-03-01T10:00:00Z, it is " + value));
    }
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
  }

  private static boolean isOwn(String name) {
    return REQUIRED.contains(name)
        || List.of("subject", "time", "datacontenttype", "dataschema").contains(name);
  }

  private static boolean isTime(String value) {
    try {
      return OffsetDateTime.parse(value).getYear() < 10_000;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
