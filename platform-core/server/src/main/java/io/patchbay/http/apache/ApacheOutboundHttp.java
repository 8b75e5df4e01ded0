package io.patchbay.http.apache;

import io.patchbay.http.CallBudgets;
import io.patchbay.http.EgressPolicy;
import io.patchbay.http.ExchangeRecorder;
import io.patchbay.http.HostName;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundFailure.Kind;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.RedirectStep;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform's client: vets, waits for its turn, sends, follows redirects, records. */
public final class ApacheOutboundHttp implements OutboundHttp, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApacheOutboundHttp.class);
  private static final int LANES_PER_TENANT = 500;

  private final EgressPolicy policy;
  private final CallBudgets budgets;
  private final ExchangeRecorder recorder;
  private final InstantSource clock;
  private final Wire wire;
  private final TenantLanes lanes = new TenantLanes(LANES_PER_TENANT);

  public ApacheOutboundHttp(
      EgressPolicy policy, CallBudgets budgets, ExchangeRecorder recorder, InstantSource clock) {
    this(policy, budgets, recorder, clock, java.net.InetAddress::getAllByName);
  }

  ApacheOutboundHttp(
      EgressPolicy policy,
      CallBudgets budgets,
      ExchangeRecorder recorder,
      InstantSource clock,
      GuardedDnsResolver.Lookup lookup) {
    this.policy = policy;
    this.budgets = budgets;
    this.recorder = recorder;
    this.clock = clock;
    this.wire = new Wire(policy, lookup, clock);
  }

  @Override
  public OutboundResponse send(OutboundRequest request)
      throws OutboundFailure, InterruptedException {
    OutboundRequest next = request;
    for (int hop = 0; hop <= RedirectStep.MOST_HOPS; hop++) {
      OutboundResponse response = sendOnce(next);
      boolean redirect = RedirectStep.isRedirect(response.status(), response.headers());
      if (!redirect || request.redirects() == OutboundRequest.Redirects.RETURN) {
        return response;
      }
      next =
          RedirectStep.follow(next, response.status(), response.header("Location").orElseThrow());
    }
    throw new OutboundFailure(
        Kind.REDIRECT_REFUSED,
        "Cannot call %s: it redirected more than %d times."
            .formatted(request.uri().getHost(), RedirectStep.MOST_HOPS),
        true);
  }

  private OutboundResponse sendOnce(OutboundRequest request)
      throws OutboundFailure, InterruptedException {
    HostName host = vet(policy, request.uri());
    CallBudgets.Ticket ticket = budgets.admit(request.origin(), request.uri(), request.deadline());
    boolean settled = false;
    try {
      Semaphore lane = lanes.enter(request.origin().tenant(), left(request));
      Attempt attempt = new Attempt(request, clock.instant());
      try {
        OutboundResponse raw = exchange(request, host, ticket, attempt);
        Optional<Duration> pause =
            ticket.answered(raw.status(), raw.header("Retry-After").orElse(null));
        settled = true;
        return new OutboundResponse(raw.status(), raw.headers(), raw.body(), raw.uri(), pause);
      } catch (OutboundFailure e) {
        settled = blame(ticket, e);
        throw e;
      } finally {
        lane.release();
        record(request, attempt);
      }
    } finally {
      if (!settled) {
        ticket.undecided();
      }
    }
  }

  private OutboundResponse exchange(
      OutboundRequest request, HostName host, CallBudgets.Ticket ticket, Attempt attempt)
      throws OutboundFailure, InterruptedException {
    try {
      OutboundResponse response;
      try {
        response = wire.exchange(request, host);
      } catch (Wire.StaleConnection e) {
        // A kept connection that the other side had closed: nothing was answered on it.
        if (!request.isSafe()) {
          throw e.failure();
        }
        try {
          response = wire.exchange(request, host);
        } catch (Wire.StaleConnection again) {
          throw again.failure();
        }
      }
      attempt.answered(response, clock.instant());
      return response;
    } catch (OutboundFailure e) {
      attempt.failed(e, clock.instant());
      throw e;
    } catch (InterruptedException e) {
      attempt.interrupted(clock.instant());
      throw e;
    }
  }

  private static boolean blame(CallBudgets.Ticket ticket, OutboundFailure e) {
    boolean hosts =
        switch (e.kind()) {
          case CONNECT_FAILED, TLS_FAILED, TIMED_OUT, BROKEN, UNKNOWN_HOST -> true;
          case INVALID_REQUEST,
              REFUSED_ADDRESS,
              TOO_LARGE,
              BAD_RESPONSE,
              REDIRECT_REFUSED,
              PAUSED,
              CIRCUIT_OPEN,
              BUSY ->
              false;
        };
    if (hosts) {
      ticket.failed();
    }
    return hosts;
  }

  /** Refuses what is no address of a partner, as far as can be said before its name is known. */
  static HostName vet(EgressPolicy policy, URI uri) throws OutboundFailure {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw invalid("only http and https addresses can be called");
    }
    if (uri.getRawUserInfo() != null || String.valueOf(uri.getRawAuthority()).contains("@")) {
      throw invalid("the address contains a user name; use a connection for credentials");
    }
    if (uri.getHost() == null) {
      throw invalid("the address has no valid host");
    }
    HostName host =
        HostName.parse(uri.getHost())
            .orElseThrow(
                () ->
                    invalid(
                        "'" + uri.getHost() + "' is not a host name or an address in usual form"));
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    Optional<String> refusal = policy.refuse(host, port);
    if (refusal.isPresent()) {
      throw new OutboundFailure(
          Kind.REFUSED_ADDRESS,
          "Cannot call %s: %s. Only the operator can allow it (PATCHBAY_EGRESS_ALLOW)."
              .formatted(host.text(), refusal.get()),
          false);
    }
    return host;
  }

  private static OutboundFailure invalid(String why) {
    return new OutboundFailure(
        Kind.INVALID_REQUEST, "Cannot send the request: " + why + ".", false);
  }

  private Duration left(OutboundRequest request) {
    return Duration.between(clock.instant(), request.deadline());
  }

  private void record(OutboundRequest request, Attempt attempt) {
    try {
      recorder.record(request.origin(), attempt.recorded());
    } catch (RuntimeException e) {
      LOG.warn("An exchange with {} could not be recorded.", request.uri().getHost(), e);
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
