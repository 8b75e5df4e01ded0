package io.patchbay.http.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON mapping of proto3, the other way: whole numbers of 64 bits are text. Fields that cannot
 * be absent are there with their defaults.
 */
final class MessageToJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private MessageToJson() {}

  static JsonNode message(Message message) {
    if (WellKnown.isOne(message.getDescriptorForType())) {
      return WellKnown.write(message);
    }
    ObjectNode node = JSON.objectNode();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isMapField()) {
        node.set(field.getJsonName(), map((List<?>) message.getField(field)));
      } else if (field.isRepeated()) {
        ArrayNode list = JSON.arrayNode();
        ((List<?>) message.getField(field)).forEach(each -> list.add(value(field, each)));
        node.set(field.getJsonName(), list);
      } else if (!field.hasPresence() || message.hasField(field)) {
        node.set(field.getJsonName(), value(field, message.getField(field)));
      }
    }
    return node;
  }

  private static JsonNode map(List<?> entries) {
    ObjectNode node = JSON.objectNode();
    for (Object each : entries) {
      Message entry = (Message) each;
      FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
      node.set(
          String.valueOf(entry.getField(entry.getDescriptorForType().findFieldByNumber(1))),
          value(value, entry.getField(value)));
    }
    return node;
  }

  static JsonNode value(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case STRING -> JSON.stringNode((String) value);
      case BOOL -> JSON.booleanNode((Boolean) value);
      case BYTES ->
          JSON.stringNode(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
      case INT32, SINT32, SFIXED32 -> JSON.numberNode((Integer) value);
      case UINT32, FIXED32 -> JSON.numberNode(Integer.toUnsignedLong((Integer) value));
      case INT64, SINT64, SFIXED64 -> JSON.stringNode(Long.toString((Long) value));
      case UINT64, FIXED64 -> JSON.stringNode(Long.toUnsignedString((Long) value));
      case DOUBLE -> floating((Double) value);
      case FLOAT ->
          Float.isFinite((Float) value)
              ? JSON.numberNode((Float) value)
              : JSON.stringNode(value.toString());
      case ENUM -> enumeration((EnumValueDescriptor) value);
      case MESSAGE, GROUP -> message((Message) value);
    };
  }

  private static JsonNode floating(double value) {
    return Double.isFinite(value)
        ? JSON.numberNode(value)
        : JSON.stringNode(Double.toString(value));
  }

  private static JsonNode enumeration(EnumValueDescriptor value) {
    boolean known = value.getType().findValueByNumber(value.getNumber()) != null;
    return known ? JSON.stringNode(value.getName()) : JSON.numberNode(value.getNumber());
  }
}
