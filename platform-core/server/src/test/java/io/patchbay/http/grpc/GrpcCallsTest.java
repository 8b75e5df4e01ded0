package io.patchbay.http.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.patchbay.call.CallOutcome;
import io.patchbay.call.CallRefused;
import io.patchbay.call.Endpoint;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.ServiceCall;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.CallBudgets;
import io.patchbay.http.EgressPolicy;
import io.patchbay.http.RawServer;
import io.patchbay.http.apache.ApacheOutboundGrpc;
import io.patchbay.http.call.CallFixture;
import io.patchbay.http.service.FlowServiceInvoker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Against a real gRPC server in this process. */
class GrpcCallsTest {
  private static final String PROTO =
      """
      // a comment
      syntax = "proto3";
      package shop.v1;
      import "google/protobuf/timestamp.proto";
      import "google/protobuf/struct.proto";
      option java_package = "shop";
      /* orders */
      message Order {
        enum State { UNKNOWN = 0; OPEN = 1; }
        message Line { string sku = 1; int32 qty = 2; }
        string id = 1;
        int64 cents = 2;
        repeated Line order_lines = 3;
        map<string, string> tags = 4;
        State state = 5;
        optional bool gift = 6;
        bytes raw = 7;
        oneof ship { string pickup = 8; uint32 drone = 9; }
        google.protobuf.Timestamp at = 10;
        google.protobuf.Struct extra = 11;
        double weight = 12 [json_name = "kg"];
        reserved 20 to 30, 40;
      }
      service Orders {
        rpc Echo (Order) returns (Order) { option (google.api.http) = { get: "/v1/{id}" }; }
        rpc Watch (Order) returns (stream Order);
        rpc Fail (Order) returns (Order);
        rpc Sleep (Order) returns (Order);
        rpc Collect (stream Order) returns (Order);
      }
      """;

  private final Map<String, String> metadata = new ConcurrentHashMap<>();
  private CallFixture world;
  private ApacheOutboundGrpc grpc;
  private FlowServiceInvoker services;
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(definition(GrpcService.read(PROTO.getBytes(StandardCharsets.UTF_8))))
            .intercept(new Listening())
            .build()
            .start();
    world = new CallFixture("");
    world.answer = (request, out) -> RawServer.plain(out, "200 OK", PROTO);
    grpc =
        new ApacheOutboundGrpc(
            EgressPolicy.parse("127.0.0.1:" + server.getPort()),
            new CallBudgets(world.clock),
            world.clock);
    GrpcCalls calls =
        new GrpcCalls(
            world.authorized,
            grpc,
            (origin, exchange) -> world.recorded.add(exchange),
            world.clock);
    services = new FlowServiceInvoker(world.authorized, world.invoker, calls, world.clock);
  }

  @AfterEach
  void stop() throws Exception {
    grpc.close();
    server.shutdownNow();
    world.close();
  }

  @Test
  void sendsAMessageAndTakesOneBackInTheMappingOfProto3() throws Exception {
    String order =
        """
        {"id":"o-1","cents":"9007199254740993","orderLines":[{"sku":"a","qty":2}],"tags":{"k":"v"},
         "state":"OPEN","gift":false,"raw":"AQI=","drone":4294967295,"at":"2026-01-31T10:00:00.500Z",
         "extra":{"n":1.0,"list":[true,null,"x"],"o":{"a":"b"}},"kg":1.5}
        """;
    JsonNode output = output(call("Echo", order));
    assertEquals(CallFixture.tree(order), output);
    assertEquals("key-1", metadata.get("idempotency-key"));
    assertEquals("Bearer grpc-token", metadata.get("authorization"));
    assertTrue(world.recorded.toString().contains("\"sku\":\"a\""), "kept as JSON");
    assertTrue(!world.recorded.toString().contains("grpc-token"));
  }

  @Test
  void absentFieldsHaveTheirDefaultsAndUnsetOptionsAreLeftOut() throws Exception {
    assertEquals(
        CallFixture.tree(
            "{\"id\":\"\",\"cents\":\"0\",\"orderLines\":[],\"tags\":{},\"state\":\"UNKNOWN\","
                + "\"raw\":\"\",\"kg\":0.0}"),
        output(call("Echo", "{}")));
  }

  @Test
  void aStreamBecomesAListWithALimit() throws Exception {
    assertEquals(3, output(call("Watch", "{\"cents\":3}")).size());
    CallOutcome tooMany = call("Watch", "{\"cents\":5000}");
    CallOutcome.Unknown unknown = assertInstanceOf(CallOutcome.Unknown.class, tooMany);
    assertTrue(unknown.error().detail().contains("more than 1,000 messages"));
  }

  @Test
  void codesBecomeErrorsOfCommunication() throws Exception {
    CallOutcome.Failed failed = failed(call("Fail", "{\"id\":\"5\"}"));
    assertTrue(failed.error().is(ErrorType.COMMUNICATION));
    assertEquals(404, failed.error().status());
    assertEquals("The other side says: no order ü", failed.error().detail());
    assertTrue(failed(call("Fail", "{\"id\":\"14\"}")).retry().retryable());
    assertEquals(401, failed(call("Fail", "{\"id\":\"16\"}")).error().status());
  }

  @Test
  void theDeadlineOfTheStepIsTheDeadlineOfTheCall() throws Exception {
    var context = world.context();
    var soon =
        new io.patchbay.call.CallContext(
            context.tenant(),
            context.flow(),
            context.run(),
            context.step(),
            "",
            1,
            "key-1",
            world.clock.instant().plusMillis(400),
            false);
    CallOutcome.Unknown late =
        assertInstanceOf(
            CallOutcome.Unknown.class, services.invoke(soon, request("Sleep", "{}", "127.0.0.1")));
    assertTrue(late.error().is(ErrorType.TIMEOUT), late.error().toString());
    assertTrue(metadata.get("grpc-timeout") == null || !metadata.get("grpc-timeout").isEmpty());
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsSent() throws Exception {
    assertRefused("has no field 'idd'", "Echo", "{\"idd\":1}");
    assertRefused("`arguments/id` must be text", "Echo", "{\"id\":1}");
    assertRefused(
        "`arguments/orderLines/0/qty` must be", "Echo", "{\"orderLines\":[{\"qty\":1e99}]}");
    assertRefused("a name of State", "Echo", "{\"state\":\"GONE\"}");
    assertRefused("Did you mean 'Echo'?", "Eco", "{}");
    assertRefused("takes a stream of messages", "Collect", "{}");
    assertTrue(metadata.isEmpty());
  }

  @Test
  void addressesInsideAreRefused() throws Exception {
    for (String host :
        new String[] {"localhost", "127.0.0.2", "10.0.0.1", "169.254.169.254", "[::1]"}) {
      CallOutcome outcome = services.invoke(world.context(), request("Echo", "{}", host, 8443));
      assertEquals(403, failed(outcome).error().status(), host);
    }
  }

  @Test
  void aProtoTextThatIsNoneIsRefusedWithItsLine() throws Exception {
    assertProto("line 2", "syntax = \"proto3\";\nmessage { }");
    assertProto("only google/protobuf is there", "import \"a.proto\";\nmessage A { b.C c = 1; }");
    assertProto("editions", "edition = \"2023\";");
    assertProto("nested too deep", "message A {".repeat(100));
    assertProto("end came too early", "option (a) = { b: 1");
    assertProto("unexpected sign", "message A { string a = 1; } \u0000");
  }

  private void assertProto(String part, String text) {
    CallRefused refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            CallRefused.class, () -> GrpcService.read(text.getBytes(StandardCharsets.UTF_8)));
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }

  private void assertRefused(String part, String method, String arguments) throws Exception {
    String detail = failed(call(method, arguments)).error().detail();
    assertTrue(detail.contains(part), detail);
  }

  private CallOutcome call(String method, String arguments) throws InterruptedException {
    return services.invoke(world.context(), request(method, arguments, "127.0.0.1"));
  }

  private ServiceCall request(String method, String arguments, String host) {
    return request(method, arguments, host, server.getPort());
  }

  private ServiceCall request(String method, String arguments, String host, int port) {
    return new ServiceCall.Grpc(
        new Endpoint(world.uri("/orders.proto").toString(), null),
        "shop.v1.Orders",
        host,
        port,
        false,
        method,
        CallFixture.tree(arguments),
        new HttpAuthentication(
            HttpAuthentication.Kind.BEARER, null, CallFixture.tree("{\"token\":\"grpc-token\"}")));
  }

  private static JsonNode output(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Succeeded.class, outcome, outcome.toString()).output();
  }

  private static CallOutcome.Failed failed(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Failed.class, outcome, outcome.toString());
  }

  private static ServerServiceDefinition definition(GrpcService service) throws CallRefused {
    ServerServiceDefinition.Builder all = ServerServiceDefinition.builder("shop.v1.Orders");
    all.addMethod(
        method(service, "Echo", MethodType.UNARY), ServerCalls.asyncUnaryCall(GrpcCallsTest::echo));
    all.addMethod(
        method(service, "Fail", MethodType.UNARY), ServerCalls.asyncUnaryCall(GrpcCallsTest::fail));
    all.addMethod(
        method(service, "Sleep", MethodType.UNARY), ServerCalls.asyncUnaryCall((order, out) -> {}));
    all.addMethod(
        method(service, "Watch", MethodType.SERVER_STREAMING),
        ServerCalls.asyncServerStreamingCall(GrpcCallsTest::watch));
    return all.build();
  }

  private static void echo(DynamicMessage order, StreamObserver<DynamicMessage> out) {
    out.onNext(order);
    out.onCompleted();
  }

  private static void fail(DynamicMessage order, StreamObserver<DynamicMessage> out) {
    int code =
        Integer.parseInt(
            (String) order.getField(order.getDescriptorForType().findFieldByName("id")));
    out.onError(
        new StatusRuntimeException(Status.fromCodeValue(code).withDescription("no order ü")));
  }

  private static void watch(DynamicMessage order, StreamObserver<DynamicMessage> out) {
    long times = (Long) order.getField(order.getDescriptorForType().findFieldByName("cents"));
    for (long i = 0; i < times; i++) {
      out.onNext(order);
    }
    out.onCompleted();
  }

  private static io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> method(
      GrpcService service, String name, MethodType type) throws CallRefused {
    MethodDescriptor method = service.method("Orders", name);
    return io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setType(type)
        .setFullMethodName("shop.v1.Orders/" + name)
        .setRequestMarshaller(new Messages(method.getInputType()))
        .setResponseMarshaller(new Messages(method.getOutputType()))
        .build();
  }

  private record Messages(com.google.protobuf.Descriptors.Descriptor type)
      implements Marshaller<DynamicMessage> {
    @Override
    public InputStream stream(DynamicMessage value) {
      return new ByteArrayInputStream(value.toByteArray());
    }

    @Override
    public DynamicMessage parse(InputStream stream) {
      try {
        return DynamicMessage.parseFrom(type, stream);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final class Listening implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      for (String key : headers.keys()) {
        metadata.put(
            key,
            String.valueOf(headers.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER))));
      }
      return next.startCall(call, headers);
    }
  }
}
