package io.patchbay.http.call;

import io.patchbay.call.CallContext;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.connection.ResolvedConnection;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.http.CallBudgets;
import io.patchbay.http.EgressPolicy;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.RawServer;
import io.patchbay.http.RecordedExchange;
import io.patchbay.http.SecretMask;
import io.patchbay.http.apache.ApacheOutboundHttp;
import io.patchbay.http.grpc.GrpcCalls;
import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner, and what a step needs to call it. The clock can be moved forward. */
public final class CallFixture implements AutoCloseable {
  public final Map<String, ResolvedConnection> connections = new HashMap<>();
  public final List<RecordedExchange> recorded = new CopyOnWriteArrayList<>();
  public final RawServer partner;
  public final ApacheOutboundHttp http;
  public final AuthorizedHttp authorized;
  public final FlowHttpInvoker invoker;
  public volatile RawServer.Answer answer = (request, out) -> json(out, "200 OK", "{\"ok\":true}");
  private volatile Duration ahead = Duration.ZERO;
  public final InstantSource clock = () -> Instant.now().plus(ahead);

  /**
   * @param allowed more addresses that may be called, such as {@code ",localhost:*"}
   */
  public CallFixture(String allowed) throws IOException {
    partner = new RawServer((request, out) -> answer.write(request, out));
    http =
        new ApacheOutboundHttp(
            EgressPolicy.parse("127.0.0.1:" + partner.port() + allowed),
            new CallBudgets(clock),
            (origin, exchange) -> recorded.add(exchange),
            clock);
    authorized = new AuthorizedHttp(http, new Known(), clock);
    invoker = new FlowHttpInvoker(authorized);
  }

  /** For tests that need none. */
  public GrpcCalls grpc() {
    return new GrpcCalls(
        authorized,
        request -> {
          throw new OutboundFailure(OutboundFailure.Kind.CONNECT_FAILED, "Nobody.", false);
        },
        (origin, exchange) -> recorded.add(exchange),
        clock);
  }

  public void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  public CallContext context() {
    return context("t1");
  }

  public CallContext context(String tenant) {
    return new CallContext(
        new TenantId(tenant),
        FlowVersionRef.version(new FlowId("f1"), 1),
        new RunId(UUID.randomUUID()),
        "/do/0/call",
        "",
        1,
        "key-1",
        clock.instant().plusSeconds(60),
        false);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + partner.port() + path);
  }

  public List<String> paths() {
    return partner.requests.stream().map(RawServer.Request::path).toList();
  }

  public void connect(String name, Map<String, Object> settings, String... secrets) {
    connections.put(
        name,
        new ResolvedConnection(
            name,
            "http",
            "any",
            1,
            new HashMap<>(settings),
            List.of(secrets),
            SecretMask.of(List.of(secrets))));
  }

  public static void json(OutputStream out, String status, String body) throws IOException {
    RawServer.plain(out, status + "\r\nContent-Type: application/json", body);
  }

  public static JsonNode tree(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Override
  public void close() throws IOException {
    http.close();
    partner.close();
  }

  private final class Known implements ConnectionResolver {
    @Override
    public Optional<ResolvedConnection> find(TenantId tenant, String name) {
      return Optional.ofNullable(connections.get(name));
    }

    @Override
    public void refused(TenantId tenant, String name, String message) {}
  }
}
