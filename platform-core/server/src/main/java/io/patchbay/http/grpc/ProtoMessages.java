package io.patchbay.http.grpc;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import io.patchbay.call.CallRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages and enumerations of a .proto text. */
final class ProtoMessages {
  private static final int DEEPEST = 30;
  private static final Set<String> LABELS = Set.of("optional", "required", "repeated");

  private static final Map<String, Type> SCALARS =
      Stream.of(
              "double",
              "float",
              "int32",
              "int64",
              "uint32",
              "uint64",
              "sint32",
              "sint64",
              "fixed32",
              "fixed64",
              "sfixed32",
              "sfixed64",
              "bool",
              "string",
              "bytes")
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  name -> Type.valueOf("TYPE_" + name.toUpperCase(Locale.ROOT))));

  private final ProtoTokens tokens;
  private boolean proto3;

  ProtoMessages(ProtoTokens tokens) {
    this.tokens = tokens;
  }

  void proto3(boolean is) {
    proto3 = is;
  }

  DescriptorProto message(int depth) throws CallRefused {
    if (depth > DEEPEST) {
      throw tokens.refused("messages are nested too deep");
    }
    tokens.expect("message");
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(tokens.name());
    List<FieldDescriptorProto.Builder> optionals = new ArrayList<>();
    tokens.expect("{");
    while (!tokens.take("}")) {
      switch (tokens.peek()) {
        case "message" -> message.addNestedType(message(depth + 1));
        case "enum" -> message.addEnumType(enumeration());
        case "oneof" -> oneof(message);
        case "option", "reserved", "extensions", "extend" -> tokens.skipStatement();
        case ";" -> tokens.next();
        case "map" -> map(message);
        default -> field(message, optionals);
      }
    }
    // Synthetic oneofs come after the real ones.
    for (FieldDescriptorProto.Builder optional : optionals) {
      optional.setOneofIndex(message.getOneofDeclCount());
      message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + optional.getName()));
      message.addField(optional);
    }
    return message.build();
  }

  private void field(DescriptorProto.Builder message, List<FieldDescriptorProto.Builder> optionals)
      throws CallRefused {
    String label = LABELS.contains(tokens.peek()) ? tokens.next() : "";
    FieldDescriptorProto.Builder field = named(tokens.name());
    field.setLabel(
        switch (label) {
          case "repeated" -> Label.LABEL_REPEATED;
          case "required" -> Label.LABEL_REQUIRED;
          default -> Label.LABEL_OPTIONAL;
        });
    if (proto3 && label.equals("optional")) {
      optionals.add(field.setProto3Optional(true));
    } else {
      message.addField(field);
    }
  }

  private FieldDescriptorProto.Builder named(String type) throws CallRefused {
    if (type.equals("group")) {
      throw tokens.refused("groups are not supported");
    }
    FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder();
    Type scalar = SCALARS.get(type);
    if (scalar == null) {
      field.setTypeName(type);
    } else {
      field.setType(scalar);
    }
    field.setName(tokens.name());
    tokens.expect("=");
    field.setNumber(tokens.number());
    options(field);
    tokens.expect(";");
    return field;
  }

  private void options(FieldDescriptorProto.Builder field) throws CallRefused {
    if (!tokens.take("[")) {
      return;
    }
    int depth = 1;
    while (depth > 0) {
      String token = tokens.next();
      switch (token) {
        case "[", "{", "(" -> depth++;
        case "]", "}", ")" -> depth--;
        case "" -> throw tokens.refused("the end came too early");
        case "json_name" -> {
          tokens.expect("=");
          field.setJsonName(tokens.string());
        }
        case "packed" -> {
          tokens.expect("=");
          field.getOptionsBuilder().setPacked(tokens.next().equals("true"));
        }
        default -> {}
      }
    }
  }

  private void oneof(DescriptorProto.Builder message) throws CallRefused {
    tokens.next();
    int index = message.getOneofDeclCount();
    message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(tokens.name()));
    tokens.expect("{");
    while (!tokens.take("}")) {
      if (tokens.peek().equals("option")) {
        tokens.skipStatement();
      } else if (!tokens.take(";")) {
        message.addField(named(tokens.name()).setLabel(Label.LABEL_OPTIONAL).setOneofIndex(index));
      }
    }
  }

  private void map(DescriptorProto.Builder message) throws CallRefused {
    tokens.next();
    tokens.expect("<");
    String key = tokens.name();
    tokens.expect(",");
    String value = tokens.name();
    tokens.expect(">");
    FieldDescriptorProto.Builder field = named("bytes").clearType();
    String entry = entryName(field.getName());
    message.addNestedType(
        DescriptorProto.newBuilder()
            .setName(entry)
            .setOptions(MessageOptions.newBuilder().setMapEntry(true))
            .addField(part("key", 1, key))
            .addField(part("value", 2, value)));
    message.addField(
        field.setLabel(Label.LABEL_REPEATED).setType(Type.TYPE_MESSAGE).setTypeName(entry));
  }

  private static FieldDescriptorProto.Builder part(String name, int number, String type) {
    FieldDescriptorProto.Builder part =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(number)
            .setLabel(Label.LABEL_OPTIONAL);
    Type scalar = SCALARS.get(type);
    return scalar == null ? part.setTypeName(type) : part.setType(scalar);
  }

  /** {@code order_lines} → {@code OrderLinesEntry}, as protoc names it. */
  private static String entryName(String field) {
    StringBuilder name = new StringBuilder();
    boolean upper = true;
    for (char c : field.toCharArray()) {
      if (c == '_') {
        upper = true;
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return name.append("Entry").toString();
  }

  EnumDescriptorProto enumeration() throws CallRefused {
    tokens.next();
    EnumDescriptorProto.Builder type = EnumDescriptorProto.newBuilder().setName(tokens.name());
    tokens.expect("{");
    while (!tokens.take("}")) {
      switch (tokens.peek()) {
        case "option" -> {
          tokens.next();
          if (tokens.peek().equals("allow_alias")) {
            type.getOptionsBuilder().setAllowAlias(true);
          }
          tokens.skipStatement();
        }
        case "reserved" -> tokens.skipStatement();
        case ";" -> tokens.next();
        default -> {
          EnumValueDescriptorProto.Builder value =
              EnumValueDescriptorProto.newBuilder().setName(tokens.name());
          tokens.expect("=");
          value.setNumber(tokens.number());
          if (tokens.peek().equals("[")) {
            options(FieldDescriptorProto.newBuilder());
          }
          tokens.expect(";");
          type.addValue(value);
        }
      }
    }
    return type.build();
  }
}
