package io.patchbay.plugin.http;

import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;

/**
 * The platform's HTTP client, bound to the tenant, the connection and the deadline of the call.
 *
 * <p>It refuses addresses that the operator has not allowed, keeps the rate budget of the
 * connection, limits sizes, follows redirects (dropping credentials when the host changes) and
 * records each exchange with its secrets masked.
 */
public interface Http {
  /**
   * Sends a request and reads the whole answer, whatever its status.
   *
   * @throws ConnectorException {@link ErrorKind#UNAVAILABLE} if the request surely was not sent;
   *     {@link ErrorKind#TIMEOUT} if a GET, HEAD or OPTIONS got no answer in time; {@link
   *     ErrorKind#OUTCOME_UNKNOWN} if any other request was sent and no answer came; {@link
   *     ErrorKind#RATE_LIMITED} if the connection's budget or an earlier Retry-After leaves no time
   *     before the deadline; {@link ErrorKind#BAD_RESPONSE} if the answer breaks a limit or the
   *     protocol; {@link ErrorKind#FORBIDDEN} if the address is not allowed
   */
  HttpResponse send(HttpRequest request);

  /**
   * Sends a request and hands out the answer's body while it comes in, up to {@link
   * HttpRequest#maxResponseBytes()}. Close it. Throws as {@link #send} does; reading past the limit
   * or the deadline throws an IOException.
   */
  HttpStream open(HttpRequest request);
}
