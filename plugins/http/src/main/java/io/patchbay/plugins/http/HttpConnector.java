package io.patchbay.plugins.http;

import io.patchbay.plugin.Action;
import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.Check;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectionContext;
import io.patchbay.plugin.Connector;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.Effect;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.http.HttpRequest;
import io.patchbay.plugin.http.HttpResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any REST call. Which action to take follows from what the other side does when it gets a request
 * twice.
 */
@Connector(
    id = "http",
    label = "HTTP",
    help =
        "Calls any REST API. Choose the action by what the other side does with a request that"
            + " comes twice.")
public class HttpConnector {

  @Check
  CheckResult check(HttpSettings settings, ConnectionContext context) {
    Optional<URI> base = settings.base();
    if (base.isEmpty()) {
      return CheckResult.ok("There is nothing to check: no base address, no sign-in.");
    }
    HttpResponse answer = SignIn.send(settings, HttpRequest.get(base.get()), context);
    if (answer.status() == 401 || answer.status() == 403) {
      return CheckResult.failed(
          ErrorKind.AUTHENTICATION,
          "The credentials are refused (status %d).".formatted(answer.status()));
    }
    if (answer.status() >= 500) {
      return CheckResult.failed(answer.failure());
    }
    return CheckResult.ok(
        "%s answers (status %d).".formatted(base.get().getHost(), answer.status()));
  }

  @Action(
      id = "get",
      version = "1.0.0",
      label = "Get",
      help = "Sends a GET request. Changes nothing, so it is repeated freely.",
      effect = Effect.READ)
  Call.Response get(Call.Get in, HttpSettings settings, ActionContext context) {
    HttpRequest request =
        Requests.of("GET", in.url(), settings, in.query(), in.headers(), in.timeout());
    return Answers.read(SignIn.send(settings, request, context), in.expect(), in.readAs());
  }

  @Action(
      id = "put",
      version = "1.0.0",
      label = "Put or delete",
      help =
          "Sends a PUT or DELETE request: twice leaves the same as once, so it is repeated freely.",
      effect = Effect.IDEMPOTENT)
  Call.Response put(Call.Put in, HttpSettings settings, ActionContext context) {
    HttpRequest request =
        Requests.of(in.method().name(), in.url(), settings, in.query(), in.headers(), in.timeout());
    HttpRequest whole = Requests.withBody(request, in.body(), in.sendAs());
    return Answers.read(SignIn.send(settings, whole, context), in.expect(), in.readAs());
  }

  @Action(
      id = "post",
      version = "1.0.0",
      label = "Post with a key",
      help =
          "Sends a POST or PATCH request with an idempotency key that stays the same when the step"
              + " is repeated.",
      effect = Effect.KEYED)
  Call.Response post(Call.Post in, HttpSettings settings, ActionContext context) {
    HttpRequest request =
        Requests.of(in.method().name(), in.url(), settings, in.query(), in.headers(), in.timeout())
            .header(in.keyHeader(), context.idempotencyKey());
    HttpRequest whole = Requests.withBody(request, in.body(), in.sendAs());
    return Answers.read(SignIn.send(settings, whole, context), in.expect(), in.readAs());
  }

  @Action(
      id = "request",
      version = "1.0.0",
      label = "Request (never repeated blindly)",
      help =
          "Sends any request to another side that acts again when it comes again. If it is not"
              + " known whether it arrived, the look-up finds out, or a person.",
      effect = Effect.UNSAFE,
      lookup = "find")
  Call.Response request(Call.Request in, HttpSettings settings, ActionContext context) {
    HttpRequest request =
        Requests.of(in.method().name(), in.url(), settings, in.query(), in.headers(), in.timeout());
    HttpRequest whole = Requests.withBody(request, in.body(), in.sendAs());
    return Answers.read(SignIn.send(settings, whole, context), in.expect(), in.readAs());
  }

  @Action(
      id = "find",
      version = "1.0.0",
      label = "Find",
      help = "Sends a GET request that may find nothing: status 404 or an empty answer.",
      effect = Effect.READ)
  Optional<Call.Response> find(Call.Find in, HttpSettings settings, ActionContext context) {
    Call.Lookup lookup =
        in.lookup()
            .orElseThrow(
                () ->
                    ConnectorException.outcomeUnknown(
                        "It is not known whether the request took effect, and the step has no"
                            + " look-up. Look at the other side and decide.",
                        null));
    HttpRequest request =
        Requests.of("GET", lookup.url(), settings, lookup.query(), Map.of(), Optional.empty());
    HttpResponse answer = SignIn.send(settings, request, context);
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    return Optional.of(Answers.read(answer, List.of(), in.readAs())).filter(Answers::hasContent);
  }
}
