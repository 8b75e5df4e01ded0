package io.patchbay.http.call;

import io.patchbay.call.CallContext;
import io.patchbay.call.CallRefused;
import io.patchbay.call.HttpAuthentication;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.http.CallOrigin;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundRequest.Redirects;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.SecretMask;
import io.patchbay.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends requests of a step, identified as its flow says. At most two beside those for a token. */
public final class AuthorizedHttp {

  /**
   * @param deadline not after that of the context
   */
  public record Message(
      String method,
      URI uri,
      List<Header> headers,
      byte[] body,
      Redirects redirects,
      long maxResponseBytes,
      Instant deadline) {}

  /**
   * @param mask hides every secret that was used
   */
  public record Answer(OutboundResponse response, SecretMask mask) {}

  /**
   * @param header the value of {@code Authorization}, or null for none
   */
  public record Authorization(@Nullable String header, CallOrigin origin, SecretMask mask) {}

  private final OutboundHttp http;
  private final ConnectionResolver connections;
  private final ClientTokens tokens;

  public AuthorizedHttp(OutboundHttp http, ConnectionResolver connections, InstantSource clock) {
    this.http = http;
    this.connections = connections;
    this.tokens = new ClientTokens(http, clock);
  }

  /** Drops the tokens that are kept for the tenant. */
  public void forget(TenantId tenant) {
    tokens.forget(tenant);
  }

  public Answer send(
      CallContext context, Message message, @Nullable HttpAuthentication authentication)
      throws CallRefused, OutboundFailure, InterruptedException {
    if (authentication == null) {
      return send(message, new Authorization(null, origin(context, null), SecretMask.none()));
    }
    Credentials known =
        Credentials.of(authentication, context.tenant(), message.uri(), connections);
    CallOrigin origin = origin(context, known.connection());
    return switch (authentication.kind()) {
      case BASIC, BEARER -> send(message, fixed(authentication, known, origin));
      case DIGEST -> digest(message, known, origin);
      case OAUTH2, OIDC -> token(message, authentication.kind(), known, origin);
    };
  }

  /** For protocols that have no challenges. */
  public Authorization authorize(
      CallContext context, URI target, @Nullable HttpAuthentication authentication)
      throws CallRefused, OutboundFailure, InterruptedException {
    if (authentication == null) {
      return new Authorization(null, origin(context, null), SecretMask.none());
    }
    Credentials known = Credentials.of(authentication, context.tenant(), target, connections);
    CallOrigin origin = origin(context, known.connection());
    return switch (authentication.kind()) {
      case BASIC, BEARER -> fixed(authentication, known, origin);
      case DIGEST ->
          throw CallRefused.configuration(
              "The authentication 'digest' exists in HTTP only. Use basic, bearer or oauth2.");
      case OAUTH2, OIDC -> {
        String token = tokens.get(known, authentication.kind(), origin, context.deadline());
        yield authorization("Bearer " + token, known, origin);
      }
    };
  }

  private static Authorization fixed(
      HttpAuthentication authentication, Credentials known, CallOrigin origin) throws CallRefused {
    String header =
        authentication.kind() == HttpAuthentication.Kind.BASIC
            ? TokenRequest.basic(
                known.require("username", "basic"), known.require("password", "basic"))
            : "Bearer " + known.require("token", "bearer");
    return authorization(header, known, origin);
  }

  private static Authorization authorization(String header, Credentials known, CallOrigin origin) {
    String bare = header.substring(header.indexOf(' ') + 1);
    return new Authorization(header, origin, known.mask().and(SecretMask.of(List.of(bare))));
  }

  private Answer digest(Message message, Credentials known, CallOrigin origin)
      throws CallRefused, OutboundFailure, InterruptedException {
    Answer first = send(message, new Authorization(null, origin, known.mask()));
    String challenge = Digest.choose(first.response().headers()).orElse(null);
    if (first.response().status() != 401 || challenge == null) {
      return first;
    }
    String answer =
        Digest.answer(
            challenge,
            message.method(),
            message.uri(),
            known.require("username", "digest"),
            known.require("password", "digest"));
    return send(message, authorization(answer, known, origin));
  }

  private Answer token(
      Message message, HttpAuthentication.Kind kind, Credentials known, CallOrigin origin)
      throws CallRefused, OutboundFailure, InterruptedException {
    String token = tokens.get(known, kind, origin, message.deadline());
    Answer answer = send(message, authorization("Bearer " + token, known, origin));
    if (answer.response().status() == 401) {
      // Revoked before its time, perhaps: once more with a fresh one.
      tokens.forget(known, kind, origin, token);
      token = tokens.get(known, kind, origin, message.deadline());
      answer = send(message, authorization("Bearer " + token, known, origin));
    }
    return answer;
  }

  private Answer send(Message message, Authorization authorization)
      throws OutboundFailure, InterruptedException {
    List<Header> headers = new ArrayList<>(message.headers());
    String value = authorization.header();
    if (value != null) {
      headers.removeIf(h -> h.is("Authorization"));
      headers.add(new Header("Authorization", value));
    }
    OutboundResponse response =
        http.send(
            new OutboundRequest(
                authorization.origin(),
                message.method(),
                message.uri(),
                headers,
                message.body(),
                message.redirects(),
                message.deadline(),
                message.maxResponseBytes(),
                authorization.mask()));
    return new Answer(response, authorization.mask());
  }

  private static CallOrigin origin(CallContext context, @Nullable String connection) {
    String iteration = context.iteration();
    return new CallOrigin(
        context.tenant(),
        connection,
        context.run().toString(),
        iteration.isEmpty() ? context.step() : context.step() + "@" + iteration);
  }
}
