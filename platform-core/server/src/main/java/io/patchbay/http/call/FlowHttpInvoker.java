package io.patchbay.http.call;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.CallRefused;
import io.patchbay.call.HttpCall;
import io.patchbay.call.HttpInvoker;
import io.patchbay.call.RetryFacts;
import io.patchbay.flow.ErrorType;
import io.patchbay.flow.FlowError;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundRequest.Redirects;
import io.patchbay.http.OutboundResponse;
import io.patchbay.http.SecretMask;

/** Sends a flow's {@code call: http} through the platform's client. */
public final class FlowHttpInvoker implements HttpInvoker {

  private final AuthorizedHttp http;

  public FlowHttpInvoker(AuthorizedHttp http) {
    this.http = http;
  }

  @Override
  public CallOutcome exchange(HttpCall call) throws InterruptedException {
    try {
      RequestParts parts = RequestParts.of(call);
      AuthorizedHttp.Message message =
          new AuthorizedHttp.Message(
              call.method(),
              parts.uri(),
              parts.headers(),
              parts.body(),
              call.redirect() ? Redirects.FOLLOW : Redirects.RETURN,
              OutboundRequest.DEFAULT_MAX_RESPONSE_BYTES,
              call.context().deadline());
      AuthorizedHttp.Answer answer = http.send(call.context(), message, call.authentication());
      return outcome(call, parts, answer.response(), answer.mask());
    } catch (CallRefused e) {
      return e.outcome(where(call));
    } catch (OutboundFailure e) {
      return Failures.of(where(call), call.method(), e);
    } catch (IllegalArgumentException e) {
      return CallRefused.validation(String.valueOf(e.getMessage())).outcome(where(call));
    }
  }

  private static CallOutcome outcome(
      HttpCall call, RequestParts parts, OutboundResponse response, SecretMask mask) {
    if (!ResponseOutput.succeeded(call, response.status())) {
      return Failures.of(where(call), response, mask);
    }
    try {
      return new CallOutcome.Succeeded(ResponseOutput.of(call, parts, response, mask));
    } catch (ResponseOutput.Unreadable e) {
      FlowError error =
          FlowError.of(
              ErrorType.COMMUNICATION,
              502,
              "The answer to %s cannot be read.".formatted(where(call)),
              e.getMessage());
      return Failures.isRepeatable(call.method())
          ? new CallOutcome.Failed(error, RetryFacts.RETRYABLE)
          : new CallOutcome.Unknown(error);
    }
  }

  /** Method, host and path: the query may hold what nobody should see. */
  private static String where(HttpCall call) {
    String path = call.uri().getRawPath() == null ? "" : call.uri().getRawPath();
    return call.method() + " " + call.uri().getHost() + path;
  }
}
