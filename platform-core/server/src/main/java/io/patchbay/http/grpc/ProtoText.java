package io.patchbay.http.grpc;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import io.patchbay.call.CallRefused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one .proto text (proto2 or proto3). Of imports only those of {@code google/protobuf} are
 * there; options that do not change what is sent are passed over.
 */
final class ProtoText {
  private static final int MOST = 1024 * 1024;

  private static final Map<String, FileDescriptor> KNOWN =
      Map.of(
          "google/protobuf/any.proto", AnyProto.getDescriptor(),
          "google/protobuf/duration.proto", DurationProto.getDescriptor(),
          "google/protobuf/empty.proto", EmptyProto.getDescriptor(),
          "google/protobuf/field_mask.proto", FieldMaskProto.getDescriptor(),
          "google/protobuf/struct.proto", StructProto.getDescriptor(),
          "google/protobuf/timestamp.proto", TimestampProto.getDescriptor(),
          "google/protobuf/wrappers.proto", WrappersProto.getDescriptor());

  private final ProtoTokens tokens;
  private final FileDescriptorProto.Builder file =
      FileDescriptorProto.newBuilder().setName("flow.proto");
  private final Set<String> missing = new LinkedHashSet<>();

  private ProtoText(ProtoTokens tokens) {
    this.tokens = tokens;
  }

  static FileDescriptor read(String text) throws CallRefused {
    if (text.length() > MOST) {
      throw CallRefused.configuration("The .proto text has more than 1 MiB.");
    }
    ProtoText proto = new ProtoText(new ProtoTokens(text));
    proto.file();
    return proto.build();
  }

  private FileDescriptor build() throws CallRefused {
    List<FileDescriptor> imports = new ArrayList<>();
    for (String name : file.getDependencyList()) {
      FileDescriptor known = KNOWN.get(name);
      if (known != null) {
        imports.add(known);
      }
    }
    try {
      return FileDescriptor.buildFrom(file.build(), imports.toArray(FileDescriptor[]::new));
    } catch (DescriptorValidationException | IllegalArgumentException e) {
      throw CallRefused.configuration(
          "The .proto text does not fit together: "
              + e.getMessage()
              + "."
              + (missing.isEmpty()
                  ? ""
                  : " It imports "
                      + String.join(", ", missing)
                      + ", and only google/protobuf is there: put what it needs into the file."));
    }
  }

  private void file() throws CallRefused {
    ProtoMessages messages = new ProtoMessages(tokens);
    while (!tokens.peek().isEmpty()) {
      switch (tokens.peek()) {
        case "syntax" -> syntax(messages);
        case "edition" -> throw tokens.refused("editions are not supported, use proto3");
        case "import" -> importing();
        case "package" -> {
          tokens.next();
          file.setPackage(tokens.name());
          tokens.expect(";");
        }
        case "message" -> file.addMessageType(messages.message(0));
        case "enum" -> file.addEnumType(messages.enumeration());
        case "service" -> file.addService(service());
        case "option", "extend", "export", "local" -> tokens.skipStatement();
        case ";" -> tokens.next();
        default -> throw tokens.refused("'" + tokens.peek() + "' cannot stand here");
      }
    }
  }

  private void syntax(ProtoMessages messages) throws CallRefused {
    tokens.next();
    tokens.expect("=");
    String syntax = tokens.string();
    if (!syntax.equals("proto2") && !syntax.equals("proto3")) {
      throw tokens.refused("the syntax must be proto2 or proto3");
    }
    file.setSyntax(syntax);
    messages.proto3(syntax.equals("proto3"));
    tokens.expect(";");
  }

  private void importing() throws CallRefused {
    tokens.next();
    if (tokens.peek().matches("public|weak|option")) {
      tokens.next();
    }
    String name = tokens.string();
    tokens.expect(";");
    if (KNOWN.containsKey(name)) {
      file.addDependency(name);
    } else {
      missing.add(name);
    }
  }

  private ServiceDescriptorProto service() throws CallRefused {
    tokens.next();
    ServiceDescriptorProto.Builder service =
        ServiceDescriptorProto.newBuilder().setName(tokens.name());
    tokens.expect("{");
    while (!tokens.take("}")) {
      switch (tokens.peek()) {
        case "rpc" -> service.addMethod(method());
        case "option" -> tokens.skipStatement();
        case ";" -> tokens.next();
        default -> throw tokens.refused("'" + tokens.peek() + "' cannot stand in a service");
      }
    }
    return service.build();
  }

  private MethodDescriptorProto method() throws CallRefused {
    tokens.next();
    MethodDescriptorProto.Builder method =
        MethodDescriptorProto.newBuilder().setName(tokens.name());
    tokens.expect("(");
    method.setClientStreaming(streaming());
    method.setInputType(tokens.name());
    tokens.expect(")");
    tokens.expect("returns");
    tokens.expect("(");
    method.setServerStreaming(streaming());
    method.setOutputType(tokens.name());
    tokens.expect(")");
    if (tokens.peek().equals("{")) {
      tokens.skipStatement();
    } else {
      tokens.expect(";");
    }
    return method.build();
  }

  private boolean streaming() throws CallRefused {
    return tokens.take("stream");
  }
}
