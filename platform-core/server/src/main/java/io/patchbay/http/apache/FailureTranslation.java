package io.patchbay.http.apache;

import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundFailure.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/** From the client's exceptions to failures whose kind tells what happened. */
final class FailureTranslation {

  private FailureTranslation() {}

  static OutboundFailure of(IOException e, String host, boolean timedOut, boolean connected) {
    if (timedOut) {
      return failure(Kind.TIMED_OUT, host, "no complete answer by the deadline", connected, e);
    }
    return switch (e) {
      case GuardedDnsResolver.Refused r ->
          new OutboundFailure(
              Kind.REFUSED_ADDRESS,
              "Cannot call "
                  + host
                  + ": "
                  + r.getMessage()
                  + ". Only the operator can allow it (PATCHBAY_EGRESS_ALLOW).",
              false);
      case UnknownHostException u ->
          failure(Kind.UNKNOWN_HOST, host, "its name cannot be resolved", false, u);
      case ConnectTimeoutException c ->
          failure(Kind.CONNECT_FAILED, host, "no connection in time", false, c);
      case HttpHostConnectException c ->
          failure(Kind.CONNECT_FAILED, host, "the connection was refused", false, c);
      case ConnectionRequestTimeoutException c ->
          failure(Kind.BUSY, host, "all connections to it are in use", false, c);
      case SocketTimeoutException s ->
          failure(Kind.TIMED_OUT, host, "it did not answer in time", connected, s);
      case SSLHandshakeException s ->
          failure(
              Kind.TLS_FAILED,
              host,
              "the encrypted connection failed: " + s.getMessage(),
              false,
              s);
      case SSLException s ->
          failure(Kind.BROKEN, host, "the encrypted connection broke", connected, s);
      default -> cause(e, host, connected);
    };
  }

  private static OutboundFailure cause(IOException e, String host, boolean connected) {
    boolean malformed =
        e instanceof MessageConstraintException || isHttp(e) || isHttp(e.getCause());
    return malformed
        ? failure(
            Kind.BAD_RESPONSE,
            host,
            "its answer is not proper HTTP or has too many headers",
            true,
            e)
        : failure(
            connected ? Kind.BROKEN : Kind.CONNECT_FAILED,
            host,
            connected
                ? "the connection broke before the answer was complete"
                : "it cannot be reached",
            connected,
            e);
  }

  private static boolean isHttp(@Nullable Throwable t) {
    return t instanceof ProtocolException
        || t instanceof ParseException
        || t instanceof HttpException;
  }

  private static OutboundFailure failure(
      Kind kind, String host, String why, boolean maybeSent, Throwable cause) {
    return new OutboundFailure(
        kind, "Cannot call " + host + ": " + why + ".", maybeSent, null, cause);
  }
}
