package io.patchbay.http.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.patchbay.call.CallRefused;
import io.patchbay.flow.parse.Names;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The services of a .proto text. Immutable. */
public final class GrpcService {
  private final FileDescriptor file;

  private GrpcService(FileDescriptor file) {
    this.file = file;
  }

  /**
   * @throws CallRefused when it is no .proto text that can be used
   */
  public static GrpcService read(byte[] bytes) throws CallRefused {
    return new GrpcService(ProtoText.read(new String(bytes, StandardCharsets.UTF_8)));
  }

  /**
   * @param service with or without its package
   */
  MethodDescriptor method(String service, String name) throws CallRefused {
    List<ServiceDescriptor> all = file.getServices();
    ServiceDescriptor found =
        all.stream()
            .filter(each -> each.getFullName().equals(service) || each.getName().equals(service))
            .findFirst()
            .orElseThrow(
                () ->
                    CallRefused.configuration(
                        "The .proto text has no service '"
                            + service
                            + "'."
                            + Names.suggestion(
                                service,
                                all.stream().map(ServiceDescriptor::getFullName).toList())));
    MethodDescriptor method = found.findMethodByName(name);
    if (method == null) {
      throw CallRefused.configuration(
          "The service '"
              + service
              + "' has no method '"
              + name
              + "'."
              + Names.suggestion(
                  name, found.getMethods().stream().map(MethodDescriptor::getName).toList()));
    }
    if (method.isClientStreaming()) {
      throw CallRefused.configuration(
          "The method '"
              + name
              + "' takes a stream of messages, which is not supported: only"
              + " methods that take one message are.");
    }
    return method;
  }
}
