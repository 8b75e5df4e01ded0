package io.patchbay.http.grpc;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.patchbay.call.CallContext;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.CallRefused;
import io.patchbay.call.ServiceCall;
import io.patchbay.http.ExchangeRecorder;
import io.patchbay.http.GrpcAnswer;
import io.patchbay.http.GrpcRequest;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundGrpc;
import io.patchbay.http.call.AuthorizedHttp;
import io.patchbay.http.call.Failures;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code call: grpc}: one message out; one message, or the list of a stream, back. */
public final class GrpcCalls {
  private static final int MOST_MESSAGES = 1_000;
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final AuthorizedHttp http;
  private final OutboundGrpc grpc;
  private final ExchangeRecorder recorder;
  private final InstantSource clock;

  public GrpcCalls(
      AuthorizedHttp http, OutboundGrpc grpc, ExchangeRecorder recorder, InstantSource clock) {
    this.http = http;
    this.grpc = grpc;
    this.recorder = recorder;
    this.clock = clock;
  }

  public CallOutcome invoke(CallContext context, ServiceCall.Grpc call, GrpcService service)
      throws CallRefused, InterruptedException {
    MethodDescriptor method = service.method(call.service(), call.method());
    DynamicMessage message = JsonToMessage.message(method.getInputType(), call.arguments(), "");
    URI uri = address(call, method);
    AuthorizedHttp.Authorization authorization;
    try {
      authorization = http.authorize(context, uri, call.authentication());
    } catch (OutboundFailure e) {
      return Failures.of(call.label(), "GET", e);
    }
    List<Header> metadata = new ArrayList<>();
    metadata.add(new Header("idempotency-key", context.idempotencyKey()));
    String identity = authorization.header();
    if (identity != null) {
      metadata.add(new Header("authorization", identity));
    }
    Instant began = clock.instant();
    GrpcRequest request =
        new GrpcRequest(
            authorization.origin(),
            uri,
            metadata,
            message.toByteArray(),
            context.deadline(),
            method.isServerStreaming() ? MOST_MESSAGES : 1,
            MOST_BYTES);
    GrpcExchange exchange =
        new GrpcExchange(request, call.arguments(), authorization.mask(), began);
    try {
      GrpcAnswer answer = grpc.call(request);
      JsonNode output = output(method, answer);
      recorder.record(request.origin(), exchange.answered(answer, output, clock.instant()));
      return answer.status() == 0
          ? new CallOutcome.Succeeded(output)
          : GrpcStatus.outcome(call.label(), answer, authorization.mask());
    } catch (OutboundFailure e) {
      recorder.record(request.origin(), exchange.failed(e, clock.instant()));
      return Failures.of(call.label(), "POST", e);
    }
  }

  private static URI address(ServiceCall.Grpc call, MethodDescriptor method) throws CallRefused {
    try {
      return new URI(
          call.tls() ? "https" : "http",
          null,
          call.host(),
          call.port(),
          "/" + method.getService().getFullName() + "/" + method.getName(),
          null,
          null);
    } catch (URISyntaxException e) {
      throw CallRefused.configuration("'" + call.host() + "' is not a host that can be called.");
    }
  }

  private static JsonNode output(MethodDescriptor method, GrpcAnswer answer)
      throws OutboundFailure {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    try {
      for (byte[] bytes : answer.messages()) {
        all.add(MessageToJson.message(DynamicMessage.parseFrom(method.getOutputType(), bytes)));
      }
    } catch (InvalidProtocolBufferException e) {
      throw unreadable("a message does not fit the .proto text");
    }
    if (method.isServerStreaming() || answer.status() != 0) {
      return all;
    }
    if (all.size() != 1) {
      throw unreadable("it has no message");
    }
    return all.get(0);
  }

  private static OutboundFailure unreadable(String why) {
    return new OutboundFailure(
        OutboundFailure.Kind.BAD_RESPONSE, "The answer cannot be read: " + why + ".", true);
  }
}
