package io.patchbay.http.apache;

import io.patchbay.http.CallBudgets;
import io.patchbay.http.EgressPolicy;
import io.patchbay.http.GrpcAnswer;
import io.patchbay.http.GrpcRequest;
import io.patchbay.http.Header;
import io.patchbay.http.HostName;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundFailure.Kind;
import io.patchbay.http.OutboundGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** gRPC over the platform's HTTP library: HTTP/2, the same guard in front of every address. */
public final class ApacheOutboundGrpc implements OutboundGrpc, AutoCloseable {

  private static final int LANES_PER_TENANT = 50;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int UNAVAILABLE = 14;
  private static final int RESOURCE_EXHAUSTED = 8;

  private final EgressPolicy policy;
  private final CallBudgets budgets;
  private final InstantSource clock;
  private final ExecutorService dnsThreads;
  private final CloseableHttpAsyncClient client;
  private final TenantLanes lanes = new TenantLanes(LANES_PER_TENANT);

  public ApacheOutboundGrpc(EgressPolicy policy, CallBudgets budgets, InstantSource clock) {
    this(policy, budgets, clock, InetAddress::getAllByName);
  }

  ApacheOutboundGrpc(
      EgressPolicy policy,
      CallBudgets budgets,
      InstantSource clock,
      GuardedDnsResolver.Lookup lookup) {
    this.policy = policy;
    this.budgets = budgets;
    this.clock = clock;
    this.dnsThreads =
        new ThreadPoolExecutor(
            0,
            16,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("outbound-grpc-dns-", 0).factory());
    this.client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setDnsResolver(new GuardedDnsResolver(policy, lookup, dnsThreads))
                    .setDefaultTlsConfig(
                        TlsConfig.custom()
                            .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                            .setHandshakeTimeout(Timeout.of(CONNECT))
                            .build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(CONNECT))
                            .setTimeToLive(TimeValue.ofMinutes(5))
                            .setValidateAfterInactivity(TimeValue.ofSeconds(5))
                            .build())
                    .setMaxConnPerRoute(32)
                    .setMaxConnTotal(500)
                    .build())
            .setH2Config(
                H2Config.custom().setPushEnabled(false).setMaxHeaderListSize(64 * 1024).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableConnectionState()
            .evictExpiredConnections()
            .evictIdleConnections(TimeValue.ofSeconds(60))
            .build();
    client.start();
  }

  @Override
  public GrpcAnswer call(GrpcRequest request) throws OutboundFailure, InterruptedException {
    HostName host = ApacheOutboundHttp.vet(policy, request.uri());
    Duration left = Duration.between(clock.instant(), request.deadline());
    if (left.isNegative() || left.isZero()) {
      throw timedOut(host, false);
    }
    CallBudgets.Ticket ticket = budgets.admit(request.origin(), request.uri(), request.deadline());
    boolean settled = false;
    try {
      Semaphore lane = lanes.enter(request.origin().tenant(), left);
      try {
        GrpcAnswer answer = exchange(request, host);
        ticket.answered(
            answer.status() == UNAVAILABLE
                ? 503
                : answer.status() == RESOURCE_EXHAUSTED ? 429 : 200,
            null);
        settled = true;
        return answer;
      } catch (OutboundFailure e) {
        if (e.kind() == Kind.CONNECT_FAILED || e.kind() == Kind.TIMED_OUT) {
          ticket.failed();
          settled = true;
        }
        throw e;
      } finally {
        lane.release();
      }
    } finally {
      if (!settled) {
        ticket.undecided();
      }
    }
  }

  private GrpcAnswer exchange(GrpcRequest request, HostName host)
      throws OutboundFailure, InterruptedException {
    Duration left = Duration.between(clock.instant(), request.deadline());
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(CONNECT))
            .setAuthenticationEnabled(false)
            .build());
    Future<GrpcAnswer> answer =
        client.execute(
            producer(request, left),
            new GrpcConsumer(new GrpcFrames(request.maxMessages(), request.maxBytes())),
            context,
            null);
    try {
      return answer.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw timedOut(host, true);
    } catch (ExecutionException e) {
      throw failure(e.getCause(), host, context.getEndpointDetails() != null);
    } finally {
      answer.cancel(true);
    }
  }

  private static BasicRequestProducer producer(GrpcRequest request, Duration left) {
    BasicHttpRequest head = new BasicHttpRequest(Method.POST, request.uri());
    head.addHeader("te", "trailers");
    head.addHeader("grpc-timeout", Math.clamp(left.toMillis(), 1, 99_999_999) + "m");
    for (Header header : request.metadata()) {
      head.addHeader(header.name().toLowerCase(java.util.Locale.ROOT), header.value());
    }
    return new BasicRequestProducer(
        head,
        new BasicAsyncEntityProducer(
            GrpcFrames.framed(request.message()), ContentType.create("application/grpc+proto")));
  }

  private static OutboundFailure timedOut(HostName host, boolean sent) {
    return new OutboundFailure(
        Kind.TIMED_OUT, "Cannot call " + host.text() + ": no answer by the deadline.", sent);
  }

  private static OutboundFailure failure(
      @Nullable Throwable cause, HostName host, boolean connected) {
    return switch (cause) {
      case GrpcFrames.Refused r ->
          new OutboundFailure(
              r.tooMuch() ? Kind.TOO_LARGE : Kind.BAD_RESPONSE,
              "Cannot take the answer of " + host.text() + ": " + r.getMessage() + ".",
              true);
      case IOException e -> FailureTranslation.of(e, host.text(), false, connected);
      case null, default ->
          new OutboundFailure(
              Kind.BROKEN,
              "Cannot call " + host.text() + ": the connection broke or does not speak HTTP/2.",
              connected);
    };
  }

  @Override
  public void close() {
    client.initiateShutdown();
    try {
      client.awaitShutdown(TimeValue.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close(CloseMode.IMMEDIATE);
    dnsThreads.shutdownNow();
  }
}
