package io.patchbay.http.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.patchbay.call.CallRefused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The JSON mapping of proto3, one way: what does not fit is refused with its place. */
final class JsonToMessage {
  private JsonToMessage() {}

  static DynamicMessage message(Descriptor type, JsonNode json, String at) throws CallRefused {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    if (WellKnown.isOne(type)) {
      WellKnown.read(message, json, at);
      return message.build();
    }
    if (!json.isObject()) {
      throw refused(at, "an object", json);
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      FieldDescriptor field = find(type, member.getKey());
      String place = at + "/" + member.getKey();
      if (field == null) {
        throw CallRefused.validation(
            "'" + type.getName() + "' has no field '" + member.getKey() + "' (" + place + ").");
      }
      boolean present =
          !member.getValue().isNull()
              || field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                  && field.getMessageType().getFullName().equals("google.protobuf.Value");
      if (present) {
        put(message, field, member.getValue(), place);
      }
    }
    return message.build();
  }

  private static @Nullable FieldDescriptor find(Descriptor type, String name) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJsonName().equals(name) || field.getName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private static void put(
      DynamicMessage.Builder message, FieldDescriptor field, JsonNode json, String at)
      throws CallRefused {
    if (field.isMapField()) {
      if (!json.isObject()) {
        throw refused(at, "an object", json);
      }
      Descriptor entry = field.getMessageType();
      for (Map.Entry<String, JsonNode> member : json.properties()) {
        DynamicMessage.Builder pair = DynamicMessage.newBuilder(entry);
        FieldDescriptor key = entry.findFieldByNumber(1);
        pair.setField(key, key(key, member.getKey(), at));
        FieldDescriptor value = entry.findFieldByNumber(2);
        pair.setField(value, value(value, member.getValue(), at + "/" + member.getKey()));
        message.addRepeatedField(field, pair.build());
      }
    } else if (field.isRepeated()) {
      if (!json.isArray()) {
        throw refused(at, "a list", json);
      }
      int i = 0;
      for (JsonNode each : json.values()) {
        message.addRepeatedField(field, value(field, each, at + "/" + i++));
      }
    } else {
      message.setField(field, value(field, json, at));
    }
  }

  private static Object key(FieldDescriptor field, String text, String at) throws CallRefused {
    try {
      return switch (field.getJavaType()) {
        case STRING -> text;
        case BOOLEAN -> Boolean.parseBoolean(text);
        case INT -> new BigDecimal(text).intValueExact();
        case LONG -> new BigDecimal(text).longValueExact();
        default -> throw new ArithmeticException("no key");
      };
    } catch (ArithmeticException | NumberFormatException e) {
      throw CallRefused.validation("'" + text + "' cannot be a key of " + at + ".");
    }
  }

  static Object value(FieldDescriptor field, JsonNode json, String at) throws CallRefused {
    try {
      return switch (field.getJavaType()) {
        case STRING -> {
          if (!json.isString()) {
            throw refused(at, "text", json);
          }
          yield json.stringValue();
        }
        case BOOLEAN -> {
          if (!json.isBoolean()) {
            throw refused(at, "true or false", json);
          }
          yield json.booleanValue();
        }
        case INT -> isUnsigned(field) ? (int) whole(json, 32) : number(json).intValueExact();
        case LONG -> isUnsigned(field) ? whole(json, 64) : number(json).longValueExact();
        case DOUBLE -> floating(json);
        case FLOAT -> (float) floating(json);
        case BYTE_STRING -> {
          if (!json.isString()) {
            throw refused(at, "base64 text", json);
          }
          String text = json.stringValue().replace('-', '+').replace('_', '/');
          yield ByteString.copyFrom(Base64.getDecoder().decode(text));
        }
        case ENUM -> enumeration(field, json, at);
        case MESSAGE -> message(field.getMessageType(), json, at);
      };
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw refused(at, field.getType().name().toLowerCase(java.util.Locale.ROOT), json);
    }
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, FIXED32, UINT64, FIXED64 -> true;
      default -> false;
    };
  }

  private static long whole(JsonNode json, int bits) {
    BigInteger value = number(json).toBigIntegerExact();
    if (value.signum() < 0 || value.bitLength() > bits) {
      throw new ArithmeticException("out of range");
    }
    return value.longValue();
  }

  private static BigDecimal number(JsonNode json) {
    BigDecimal value =
        json.isNumber()
            ? json.decimalValue()
            : new BigDecimal(json.isString() ? json.stringValue() : "?");
    if (Math.abs((long) value.scale()) > 1_000) {
      throw new ArithmeticException("out of range");
    }
    return value;
  }

  private static double floating(JsonNode json) {
    return json.isNumber()
        ? json.doubleValue()
        : Double.parseDouble(json.isString() ? json.stringValue() : "?");
  }

  private static EnumValueDescriptor enumeration(FieldDescriptor field, JsonNode json, String at)
      throws CallRefused {
    EnumValueDescriptor value =
        json.isString()
            ? field.getEnumType().findValueByName(json.stringValue())
            : json.isIntegralNumber()
                ? field.getEnumType().findValueByNumber(json.intValue())
                : null;
    if (value == null) {
      throw refused(at, "a name of " + field.getEnumType().getName(), json);
    }
    return value;
  }

  static CallRefused refused(String at, String wanted, JsonNode given) {
    String text = given.toString();
    return CallRefused.validation(
        "`arguments"
            + at
            + "` must be "
            + wanted
            + ", not "
            + (text.length() > 60 ? text.substring(0, 60) + "…" : text)
            + ".");
  }
}
