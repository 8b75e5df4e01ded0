package io.patchbay.http.call;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.call.HttpCall;
import io.patchbay.call.HttpInvoker;
import io.patchbay.call.RetryFacts;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.http.CallOrigin;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundRequest.Redirects;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.SecretMask;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends a flow's {@code call: http} through the platform's client. */
public final class FlowHttpInvoker implements HttpInvoker {

  /** Repeating these leaves the same state, so an unknown outcome is a plain failure. */
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  private final OutboundHttp http;
  private final ConnectionResolver connections;
  private final ClientTokens tokens;

  public FlowHttpInvoker(OutboundHttp http, ConnectionResolver connections, InstantSource clock) {
    this.http = http;
    this.connections = connections;
    this.tokens = new ClientTokens(http, clock);
  }

  @Override
  public CallOutcome exchange(HttpCall call) throws InterruptedException {
    SecretMask mask = SecretMask.none();
    try {
      HttpAuthentication authentication = call.authentication();
      Credentials credentials =
          authentication == null
              ? null
              : Credentials.of(authentication, call.context().tenant(), call.uri(), connections);
      mask = credentials == null ? mask : credentials.mask();
      return new Exchange(call, RequestParts.of(call), authentication, credentials).run();
    } catch (Refusal e) {
      return new CallOutcome.Failed(e.error(), RetryFacts.PERMANENT);
    } catch (OutboundFailure e) {
      return failed(call, e, mask);
    } catch (IllegalArgumentException e) {
      return new CallOutcome.Failed(
          FlowError.of(
              ErrorType.VALIDATION,
              "The HTTP call cannot be made.",
              mask.mask(String.valueOf(e.getMessage()))),
          RetryFacts.PERMANENT);
    }
  }

  /** One call with its authentication; at most two requests beside the one for a token. */
  private final class Exchange {
    private final HttpCall call;
    private final RequestParts parts;
    private final @Nullable HttpAuthentication authentication;
    private final @Nullable Credentials credentials;
    private final CallOrigin origin;

    Exchange(
        HttpCall call,
        RequestParts parts,
        @Nullable HttpAuthentication authentication,
        @Nullable Credentials credentials) {
      this.call = call;
      this.parts = parts;
      this.authentication = authentication;
      this.credentials = credentials;
      String iteration = call.context().iteration();
      this.origin =
          new CallOrigin(
              call.context().tenant(),
              credentials == null ? null : credentials.connection(),
              call.context().run().toString(),
              iteration.isEmpty()
                  ? call.context().step()
                  : call.context().step() + "@" + iteration);
    }

    CallOutcome run() throws Refusal, OutboundFailure, InterruptedException {
      if (authentication == null || credentials == null) {
        return outcome(send(null, SecretMask.none()), SecretMask.none());
      }
      return switch (authentication.kind()) {
        case BASIC ->
            plainly(
                ClientTokens.basic(
                    credentials.require("username", "basic"),
                    credentials.require("password", "basic")));
        case BEARER -> plainly("Bearer " + credentials.require("token", "bearer"));
        case DIGEST -> digest();
        case OAUTH2, OIDC -> token();
      };
    }

    private CallOutcome plainly(String authorization) throws OutboundFailure, InterruptedException {
      SecretMask mask = mask(authorization);
      return outcome(send(authorization, mask), mask);
    }

    private CallOutcome digest() throws Refusal, OutboundFailure, InterruptedException {
      Credentials known = required();
      SecretMask mask = known.mask();
      OutboundResponse first = send(null, mask);
      String challenge = first.header("WWW-Authenticate").orElse("");
      if (first.status() != 401 || !Digest.isChallenge(challenge)) {
        return outcome(first, mask);
      }
      String answer =
          Digest.answer(
              challenge,
              call.method(),
              parts.uri(),
              known.require("username", "digest"),
              known.require("password", "digest"));
      return outcome(send(answer, mask), mask);
    }

    private CallOutcome token() throws Refusal, OutboundFailure, InterruptedException {
      Credentials known = required();
      String token = tokens.get(known, origin, call.context().deadline());
      OutboundResponse response = send("Bearer " + token, mask(token));
      if (response.status() == 401) {
        // Revoked before its time, perhaps: once more with a fresh one.
        tokens.forget(known, origin);
        token = tokens.get(known, origin, call.context().deadline());
        response = send("Bearer " + token, mask(token));
      }
      return outcome(response, mask(token));
    }

    private Credentials required() {
      if (credentials == null) {
        throw new IllegalStateException("no credentials");
      }
      return credentials;
    }

    private SecretMask mask(String secret) {
      SecretMask own = SecretMask.of(List.of(secret));
      return credentials == null ? own : credentials.mask().and(own);
    }

    private OutboundResponse send(@Nullable String authorization, SecretMask mask)
        throws OutboundFailure, InterruptedException {
      List<Header> headers = new ArrayList<>(parts.headers());
      if (authorization != null) {
        headers.removeIf(h -> h.is("Authorization"));
        headers.add(new Header("Authorization", authorization));
      }
      return http.send(
          new OutboundRequest(
              origin,
              call.method(),
              parts.uri(),
              headers,
              parts.body(),
              call.redirect() ? Redirects.FOLLOW : Redirects.RETURN,
              call.context().deadline(),
              OutboundRequest.DEFAULT_MAX_RESPONSE_BYTES,
              mask));
    }

    private CallOutcome outcome(OutboundResponse response, SecretMask mask) {
      if (ResponseOutput.succeeded(call, response.status())) {
        return new CallOutcome.Succeeded(ResponseOutput.of(call, parts, response, mask));
      }
      int status = response.status();
      boolean later = status == 408 || status == 425 || status == 429 || status >= 500;
      String excerpt = ResponseOutput.excerpt(response, mask);
      return new CallOutcome.Failed(
          FlowError.of(
              ErrorType.COMMUNICATION,
              status,
              "%s %s was answered with status %d.".formatted(call.method(), where(call), status),
              excerpt.isEmpty() ? null : "The other side says: " + excerpt),
          new RetryFacts(later, later ? response.retryAfter().orElse(null) : null));
    }
  }

  private static CallOutcome failed(HttpCall call, OutboundFailure e, SecretMask mask) {
    boolean tooLate = e.kind() == OutboundFailure.Kind.TIMED_OUT;
    FlowError error =
        FlowError.of(
            tooLate ? ErrorType.TIMEOUT : ErrorType.COMMUNICATION,
            status(e.kind()),
            "%s %s got no answer.".formatted(call.method(), where(call)),
            mask.mask(String.valueOf(e.getMessage())));
    if (e.maybeSent() && !REPEATABLE.contains(call.method())) {
      return new CallOutcome.Unknown(error);
    }
    return new CallOutcome.Failed(
        error, new RetryFacts(e.retryable(), e.retryAfter().orElse(null)));
  }

  private static int status(OutboundFailure.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST -> 400;
      case REFUSED_ADDRESS, REDIRECT_REFUSED -> 403;
      case TIMED_OUT -> 408;
      case PAUSED -> 429;
      case TLS_FAILED, BROKEN, TOO_LARGE, BAD_RESPONSE -> 502;
      case UNKNOWN_HOST, CONNECT_FAILED, CIRCUIT_OPEN, BUSY -> 503;
    };
  }

  /** Host and path: the query may hold what nobody should see. */
  private static String where(HttpCall call) {
    String path = call.uri().getRawPath() == null ? "" : call.uri().getRawPath();
    return call.uri().getHost() + path;
  }
}
