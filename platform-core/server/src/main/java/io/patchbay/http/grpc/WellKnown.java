package io.patchbay.http.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.patchbay.call.CallRefused;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The types of {@code google.protobuf} that have a JSON form of their own. */
final class WellKnown {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Set<String> WRAPPERS =
      Set.of(
          "DoubleValue",
          "FloatValue",
          "Int64Value",
          "UInt64Value",
          "Int32Value",
          "UInt32Value",
          "BoolValue",
          "StringValue",
          "BytesValue");

  private static final Set<String> OTHERS =
      Set.of("Timestamp", "Duration", "Struct", "Value", "ListValue", "FieldMask");

  private WellKnown() {}

  static boolean isOne(Descriptor type) {
    return type.getFullName().startsWith("google.protobuf.")
        && (WRAPPERS.contains(type.getName()) || OTHERS.contains(type.getName()));
  }

  static void read(DynamicMessage.Builder message, JsonNode json, String at) throws CallRefused {
    Descriptor type = message.getDescriptorForType();
    switch (type.getName()) {
      case "Timestamp" -> timestamp(message, json, at);
      case "Duration" -> duration(message, json, at);
      case "FieldMask" -> {
        for (String path : json.asString("").split(",", -1)) {
          if (!path.isBlank()) {
            message.addRepeatedField(type.findFieldByNumber(1), path.strip());
          }
        }
      }
      case "Struct" -> {
        if (!json.isObject()) {
          throw JsonToMessage.refused(at, "an object", json);
        }
        FieldDescriptor fields = type.findFieldByNumber(1);
        Descriptor entry = fields.getMessageType();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
          FieldDescriptor value = entry.findFieldByNumber(2);
          message.addRepeatedField(
              fields,
              DynamicMessage.newBuilder(entry)
                  .setField(entry.findFieldByNumber(1), member.getKey())
                  .setField(
                      value,
                      JsonToMessage.message(
                          value.getMessageType(), member.getValue(), at + "/" + member.getKey()))
                  .build());
        }
      }
      case "ListValue" -> {
        FieldDescriptor values = type.findFieldByNumber(1);
        for (JsonNode each : json.values()) {
          message.addRepeatedField(
              values, JsonToMessage.message(values.getMessageType(), each, at));
        }
      }
      case "Value" -> value(message, json, at);
      default -> {
        FieldDescriptor value = type.findFieldByNumber(1);
        message.setField(value, JsonToMessage.value(value, json, at));
      }
    }
  }

  private static void value(DynamicMessage.Builder message, JsonNode json, String at)
      throws CallRefused {
    Descriptor type = message.getDescriptorForType();
    FieldDescriptor nothing = type.findFieldByName("null_value");
    if (json.isNull()) {
      message.setField(nothing, nothing.getEnumType().findValueByNumber(0));
    } else if (json.isNumber()) {
      message.setField(type.findFieldByName("number_value"), json.doubleValue());
    } else if (json.isString()) {
      message.setField(type.findFieldByName("string_value"), json.stringValue());
    } else if (json.isBoolean()) {
      message.setField(type.findFieldByName("bool_value"), json.booleanValue());
    } else {
      FieldDescriptor field = type.findFieldByName(json.isObject() ? "struct_value" : "list_value");
      message.setField(field, JsonToMessage.message(field.getMessageType(), json, at));
    }
  }

  private static void timestamp(DynamicMessage.Builder message, JsonNode json, String at)
      throws CallRefused {
    try {
      Instant time = java.time.OffsetDateTime.parse(json.asString("")).toInstant();
      parts(message, time.getEpochSecond(), time.getNano());
    } catch (DateTimeException e) {
      throw JsonToMessage.refused(at, "a time such as 2026-01-31T10:00:00Z", json);
    }
  }

  private static void duration(DynamicMessage.Builder message, JsonNode json, String at)
      throws CallRefused {
    String text = json.asString("");
    if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,9})?s")) {
      throw JsonToMessage.refused(at, "a duration such as 1.5s", json);
    }
    BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
    long whole = seconds.longValue();
    int nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).intValue();
    parts(message, whole, nanos);
  }

  private static void parts(DynamicMessage.Builder message, long seconds, int nanos) {
    Descriptor type = message.getDescriptorForType();
    message.setField(type.findFieldByName("seconds"), seconds);
    message.setField(type.findFieldByName("nanos"), nanos);
  }

  static JsonNode write(Message message) {
    Descriptor type = message.getDescriptorForType();
    return switch (type.getName()) {
      case "Timestamp" -> JSON.stringNode(time(message));
      case "Duration" -> {
        BigDecimal seconds =
            BigDecimal.valueOf(number(message, "seconds"))
                .add(BigDecimal.valueOf(number(message, "nanos"), 9));
        yield JSON.stringNode(seconds.stripTrailingZeros().toPlainString() + "s");
      }
      case "FieldMask" ->
          JSON.stringNode(String.join(",", list(message).stream().map(String::valueOf).toList()));
      case "Struct" -> {
        ObjectNode node = JSON.objectNode();
        for (Object each : list(message)) {
          Message entry = (Message) each;
          Descriptor pair = entry.getDescriptorForType();
          node.set(
              String.valueOf(entry.getField(pair.findFieldByNumber(1))),
              write((Message) entry.getField(pair.findFieldByNumber(2))));
        }
        yield node;
      }
      case "ListValue" -> {
        ArrayNode node = JSON.arrayNode();
        list(message).forEach(each -> node.add(write((Message) each)));
        yield node;
      }
      case "Value" -> {
        FieldDescriptor set = message.getOneofFieldDescriptor(type.getOneofs().getFirst());
        yield set == null || set.getName().equals("null_value")
            ? JSON.nullNode()
            : set.getName().equals("number_value")
                ? JSON.numberNode((Double) message.getField(set))
                : MessageToJson.value(set, message.getField(set));
      }
      default -> {
        FieldDescriptor value = type.findFieldByNumber(1);
        yield MessageToJson.value(value, message.getField(value));
      }
    };
  }

  private static String time(Message message) {
    try {
      return Instant.ofEpochSecond(number(message, "seconds"), number(message, "nanos")).toString();
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static long number(Message message, String field) {
    return ((Number) message.getField(message.getDescriptorForType().findFieldByName(field)))
        .longValue();
  }

  private static java.util.List<?> list(Message message) {
    return (java.util.List<?>)
        message.getField(message.getDescriptorForType().findFieldByNumber(1));
  }
}
