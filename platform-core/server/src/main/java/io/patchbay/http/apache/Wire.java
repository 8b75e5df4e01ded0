package io.patchbay.http.apache;

import io.patchbay.http.EgressPolicy;
import io.patchbay.http.Header;
import io.patchbay.http.HostName;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundFailure.Kind;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundResponse;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** One exchange over the pooled client: no redirects, no retries, ended by its deadline. */
final class Wire implements AutoCloseable {

  /** More than one tenant may use, so that a host that hangs for one still answers another. */
  private static final int PER_HOST = 1_000;

  private static final int TOTAL = 2_000;
  private static final int MOST_HEADERS = 128;
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_HEADER_CHARS = 128 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
  private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(60);
  private static final TimeValue EVICT_EVERY = TimeValue.ofSeconds(10);

  /** Set by the client itself; a caller's value would be wrong or dangerous (request smuggling). */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "proxy-connection",
          "accept-encoding");

  /** A kept connection turned out to be closed: the request was not answered on it. */
  static final class StaleConnection extends Exception {
    private static final long serialVersionUID = 1L;
    private final OutboundFailure failure;

    StaleConnection(OutboundFailure failure) {
      super(failure);
      this.failure = failure;
    }

    OutboundFailure failure() {
      return failure;
    }
  }

  /** Sends and receives and nothing else: no redirects, retries, cookies or decompression. */
  private final MinimalHttpClient client;

  private final IdleConnectionEvictor evictor;
  private final InstantSource clock;
  private final ExecutorService dnsThreads;
  private final Deadlines deadlines = new Deadlines("outbound-deadlines");

  Wire(EgressPolicy policy, GuardedDnsResolver.Lookup lookup, InstantSource clock) {
    this.clock = clock;
    this.dnsThreads =
        new ThreadPoolExecutor(
            0,
            32,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("outbound-dns-", 0).factory());
    PoolingHttpClientConnectionManager pool =
        pool(new GuardedDnsResolver(policy, lookup, dnsThreads));
    this.client = HttpClients.createMinimal(pool);
    this.evictor = new IdleConnectionEvictor(pool, EVICT_EVERY, LONGEST_IDLE);
    evictor.start();
  }

  private static PoolingHttpClientConnectionManager pool(GuardedDnsResolver resolver) {
    Http1Config limits =
        Http1Config.custom().setMaxHeaderCount(MOST_HEADERS).setMaxLineLength(LONGEST_LINE).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(resolver)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
        .setMaxConnPerRoute(PER_HOST)
        .setMaxConnTotal(TOTAL)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(CONNECT))
                .setSocketTimeout(Timeout.of(CONNECT))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .setTimeToLive(TimeValue.ofMinutes(5))
                .build())
        .build();
  }

  OutboundResponse exchange(OutboundRequest request, HostName host)
      throws OutboundFailure, InterruptedException, StaleConnection {
    Duration left = Duration.between(clock.instant(), request.deadline());
    if (left.isNegative() || left.isZero()) {
      throw new OutboundFailure(
          Kind.TIMED_OUT, "Cannot call " + host.text() + ": the deadline has passed.", false);
    }
    HttpUriRequestBase message = message(request, left);
    Deadlines.Alarm alarm = deadlines.set(left, message::cancel);
    HttpClientContext context = HttpClientContext.create();
    try (ClassicHttpResponse response =
        client.executeOpen(target(request.uri(), host), message, context)) {
      return answer(request, response, host, message);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw interrupted(host);
      }
      boolean connected = wasConnected(context);
      OutboundFailure failure = FailureTranslation.of(e, host.text(), alarm.rung(), connected);
      if (!alarm.rung() && isStale(e)) {
        throw new StaleConnection(failure);
      }
      throw failure;
    } catch (IllegalStateException e) {
      // The client says so when the pool was shut down or the message was cancelled early.
      throw new OutboundFailure(
          alarm.rung() ? Kind.TIMED_OUT : Kind.CONNECT_FAILED,
          "Cannot call " + host.text() + ": the platform is stopping or the deadline has passed.",
          false);
    } finally {
      deadlines.clear(alarm);
    }
  }

  private OutboundResponse answer(
      OutboundRequest request,
      ClassicHttpResponse response,
      HostName host,
      HttpUriRequestBase message)
      throws IOException, OutboundFailure {
    boolean complete = false;
    try {
      List<Header> headers = headers(response, host);
      byte[] body =
          response.getEntity() == null || request.method().equals("HEAD")
              ? new byte[0]
              : BodyReader.read(
                  response.getEntity().getContent(),
                  response.getEntity().getContentLength(),
                  headers,
                  request.maxResponseBytes(),
                  host.text());
      complete = true;
      return new OutboundResponse(
          response.getCode(), headers, body, request.uri(), Optional.empty());
    } finally {
      if (!complete) {
        // Cuts the connection; closing it politely would read the rest of the body first.
        message.cancel();
      }
    }
  }

  private static List<Header> headers(ClassicHttpResponse response, HostName host)
      throws OutboundFailure {
    long size = 0;
    for (org.apache.hc.core5.http.Header h : response.getHeaders()) {
      size += h.getName().length() + (h.getValue() == null ? 0 : h.getValue().length());
    }
    if (size > MOST_HEADER_CHARS) {
      throw new OutboundFailure(
          Kind.BAD_RESPONSE,
          "Cannot take the answer of " + host.text() + ": its headers are too long.",
          true);
    }
    try {
      return Arrays.stream(response.getHeaders())
          .map(h -> new Header(h.getName(), h.getValue() == null ? "" : h.getValue()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new OutboundFailure(
          Kind.BAD_RESPONSE,
          "Cannot take the answer of " + host.text() + ": a header is malformed.",
          true);
    }
  }

  private static HttpUriRequestBase message(OutboundRequest request, Duration left) {
    HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
    for (Header header : request.headers()) {
      if (!OWN_HEADERS.contains(header.name().toLowerCase(Locale.ROOT))) {
        message.addHeader(header.name(), header.value());
      }
    }
    message.setHeader("Accept-Encoding", "gzip, deflate");
    if (!message.containsHeader("User-Agent")) {
      message.setHeader("User-Agent", "Patchbay");
    }
    boolean writes = Set.of("POST", "PUT", "PATCH").contains(request.method());
    if (request.body().length > 0 || writes) {
      message.setEntity(new ByteArrayEntity(request.body(), null));
    }
    Duration silence = left.compareTo(LONGEST_SILENCE) < 0 ? left : LONGEST_SILENCE;
    message.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.ofMilliseconds(Math.max(1, left.toMillis())))
            .setResponseTimeout(Timeout.ofMilliseconds(Math.max(1, silence.toMillis())))
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setHardCancellationEnabled(true)
            .build());
    return message;
  }

  private static HttpHost target(URI uri, HostName host) {
    return new HttpHost(uri.getScheme().toLowerCase(Locale.ROOT), host.text(), uri.getPort());
  }

  private static boolean wasConnected(HttpClientContext context) {
    return context.getEndpointDetails() != null;
  }

  private static boolean isStale(IOException e) {
    return e instanceof NoHttpResponseException
        || (e instanceof SocketException && String.valueOf(e.getMessage()).contains("Broken pipe"));
  }

  private static InterruptedException interrupted(HostName host) {
    return new InterruptedException("The call to " + host.text() + " was interrupted.");
  }

  @Override
  public void close() {
    deadlines.close();
    evictor.shutdown();
    dnsThreads.shutdownNow();
    client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }
}
