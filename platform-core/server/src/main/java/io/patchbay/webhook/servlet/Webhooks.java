package io.patchbay.webhook.servlet;

import io.patchbay.flow.FlowError;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.flow.template.JsonSchema;
import io.patchbay.flow.template.SchemaViolation;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.rest.Problem;
import io.patchbay.run.Accepted;
import io.patchbay.run.NewRun;
import io.patchbay.run.Reply;
import io.patchbay.run.RunResult;
import io.patchbay.run.RunState;
import io.patchbay.run.RunStatus;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.run.start.RunEngine;
import io.patchbay.run.start.RunIntake;
import io.patchbay.trigger.jdbc.Firings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From a post to its run and answer. */
@Singleton
public class Webhooks {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(120);
  private static final int MAX_KEY = 255;

  /** Headers that do not reach a flow. */
  private static final Set<String> HIDDEN =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          WebhookGuard.SECRET_HEADER.toLowerCase(Locale.ROOT),
          WebhookGuard.SIGNATURE_HEADER.toLowerCase(Locale.ROOT));

  private final WebhookRoutes routes;
  private final RunIntake intake;
  private final RunEngine engine;
  private final Firings firings;
  private final InstantSource clock;
  private final String address;

  @Inject
  public Webhooks(
      WebhookRoutes routes,
      RunIntake intake,
      RunEngine engine,
      Firings firings,
      InstantSource clock,
      PlatformConfig config) {
    this.routes = routes;
    this.intake = intake;
    this.engine = engine;
    this.firings = firings;
    this.clock = clock;
    this.address = config.publicUrl().toString().replaceAll("/+$", "");
  }

  /**
   * Takes one request; returns after the commit.
   *
   * @throws Problem when it is refused
   */
  WebhookAnswer take(HttpServletRequest request) throws IOException, InterruptedException {
    String[] place = place(request.getPathInfo());
    WebhookRoute route = routes.find(place[0], place[1]).orElseThrow(Webhooks::unknown);
    if (!route.enabled()) {
      refuse(route, "The flow is turned off");
      throw unknown();
    }
    if (!request.getMethod().equals("POST")) {
      throw Problem.of(405, "webhook.method", "Method not allowed", "Send a POST request.");
    }
    byte[] body;
    JsonNode value;
    try {
      WebhookBody.checkHead(request);
      body = WebhookBody.read(request.getInputStream(), request.getContentLengthLong());
      checkSecret(route, request, body);
      value = WebhookBody.parse(body);
    } catch (Problem problem) {
      refuse(route, problem.detail());
      throw problem;
    }
    JsonNode input =
        switch (route.settings().input()) {
          case BODY -> value;
          case REQUEST -> envelope(request, place[1], value);
        };
    checkInput(route, input);
    return start(route, newRun(route, input, key(request, route)));
  }

  private static Problem unknown() {
    return Problem.of(
        404,
        "webhook.not-found",
        "Not found",
        "No flow listens here. Look at the flow's page for its address, and whether it is on.");
  }

  private static String[] place(@Nullable String pathInfo) {
    String path = pathInfo == null ? "" : pathInfo;
    int slash = path.indexOf('/', 1);
    if (slash < 2 || path.length() > 500) {
      throw unknown();
    }
    return new String[] {path.substring(1, slash), path.substring(slash)};
  }

  private void checkSecret(WebhookRoute route, HttpServletRequest request, byte[] body) {
    Optional<String> refusal =
        WebhookGuard.refusal(
            route,
            request.getHeader(WebhookGuard.SECRET_HEADER),
            request.getHeader(WebhookGuard.SIGNATURE_HEADER),
            body,
            clock.instant());
    if (refusal.isPresent()) {
      throw Problem.of(401, "webhook.secret", "Not authorized", refusal.get() + ".");
    }
  }

  /** Before anything is kept: no run, and no key that a better request would need. */
  private void checkInput(WebhookRoute route, JsonNode input) {
    JsonSchema schema = route.flow().data().inputSchema();
    List<SchemaViolation> violations = schema == null ? List.of() : schema.check(input);
    if (!violations.isEmpty()) {
      Problem problem = WebhookInput.refused(violations);
      refuse(route, WebhookInput.reason(violations));
      throw problem;
    }
  }

  /**
   * What tells a repeated delivery from a new one: the caller's word, or, when the flow computes no
   * key of its own, the id that Standard Webhooks give every message and its repetitions.
   */
  private static @Nullable String key(HttpServletRequest request, WebhookRoute route) {
    String key = request.getHeader("Idempotency-Key");
    if (key == null && route.settings().idempotencyKey() == null) {
      return request.getHeader("Webhook-Id");
    }
    return key;
  }

  private NewRun newRun(WebhookRoute route, JsonNode input, @Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      throw Problem.unreadable(
          "webhook.bad-key",
          "Idempotency-Key and Webhook-Id have 1 to " + MAX_KEY + " characters.");
    }
    try {
      NewRun run =
          intake.newRun(
              route.tenant(), route.version(), route.flow(), TriggerKind.WEBHOOK, input, key);
      return isSync(route) ? run.withReplyWanted() : run;
    } catch (RunIntake.UnusableKey e) {
      refuse(route, "The idempotency key could not be computed: " + e.getMessage());
      throw Problem.of(
          422,
          "webhook.no-key",
          "Not valid",
          "The flow's idempotency key cannot be computed from this body: " + e.getMessage());
    }
  }

  private static boolean isSync(WebhookRoute route) {
    return route.settings().reply() == TriggerSettings.ReplyMode.SYNC;
  }

  private WebhookAnswer start(WebhookRoute route, NewRun run) throws InterruptedException {
    RunAcceptance.Request request = intake.request(run, route.flow(), null, null);
    if (!isSync(route)) {
      Accepted accepted = engine.accept(request);
      noteDuplicate(route, run, accepted);
      return receipt(route, accepted);
    }
    Duration asked = route.settings().replyTimeout();
    Duration wait = asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    RunEngine.Answered answered = engine.answered(request, route.flow(), wait);
    noteDuplicate(route, run, answered.accepted());
    return answered
        .status()
        .flatMap(status -> answer(status, answered.accepted()))
        .orElseGet(() -> receipt(route, answered.accepted()));
  }

  private void noteDuplicate(WebhookRoute route, NewRun run, Accepted accepted) {
    if (accepted.duplicate()) {
      firings.note(
          new Firings.Firing(
              run.tenant(),
              route.version().flow(),
              TriggerKind.WEBHOOK,
              Firings.Decision.DUPLICATE,
              "A run with this idempotency key was accepted before",
              accepted.run(),
              null,
              run.idempotencyKey()));
    }
  }

  private static Optional<WebhookAnswer> answer(RunStatus status, Accepted accepted) {
    Reply reply = status.reply();
    if (reply != null) {
      return Optional.of(WebhookAnswer.of(reply));
    }
    RunResult result = status.result();
    if (result == null) {
      return Optional.empty();
    }
    if (result.state() == RunState.SUCCEEDED) {
      JsonNode output = result.output();
      return Optional.of(
          WebhookAnswer.json(
              200,
              Map.of("X-Patchbay-Run", accepted.run().toString()),
              output == null ? JsonNodeFactory.instance.nullNode() : output));
    }
    return Optional.of(WebhookAnswer.of(failed(result, accepted)));
  }

  /** The caller learns that it failed and with what title; what the flow saw stays inside. */
  private static Problem failed(RunResult result, Accepted accepted) {
    FlowError error = result.error();
    String title =
        error == null || error.title() == null ? "it was " + word(result) : error.title();
    int status =
        error == null || error.status() < 400 || error.status() > 599 ? 500 : error.status();
    return Problem.of(
        status,
        "run.failed",
        "The flow failed",
        "Run " + accepted.run() + " failed: " + title + ".");
  }

  private static String word(RunResult result) {
    return result.state().name().toLowerCase(Locale.ROOT);
  }

  private WebhookAnswer receipt(WebhookRoute route, Accepted accepted) {
    String status = address + "/api/v1/tenants/" + route.slug() + "/runs/" + accepted.run();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("runId", accepted.run().toString());
    body.put("duplicate", accepted.duplicate());
    body.put("status", status);
    return WebhookAnswer.json(
        202, Map.of("X-Patchbay-Run", accepted.run().toString(), "Location", status), body);
  }

  private void refuse(WebhookRoute route, String reason) {
    firings.note(
        Firings.Firing.refused(
            route.tenant(), route.version().flow(), TriggerKind.WEBHOOK, reason));
  }

  private static JsonNode envelope(HttpServletRequest request, String path, JsonNode body) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("body", body);
    ObjectNode headers = envelope.putObject("headers");
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement().toLowerCase(Locale.ROOT);
      if (!HIDDEN.contains(name)) {
        headers.put(name, request.getHeader(name));
      }
    }
    ObjectNode query = envelope.putObject("query");
    String text = request.getQueryString();
    QueryString.parse(text == null ? "" : text).forEach(query::put);
    envelope.put("method", request.getMethod());
    envelope.put("path", path);
    return envelope;
  }
}
