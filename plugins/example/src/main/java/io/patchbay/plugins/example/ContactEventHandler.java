package io.patchbay.plugins.example;

import io.patchbay.plugin.ConnectionContext;
import io.patchbay.plugin.Field;
import io.patchbay.plugin.Option;
import io.patchbay.plugin.RemoteRecord;
import io.patchbay.plugin.Secret;
import io.patchbay.plugin.http.HttpRequest;
import io.patchbay.plugin.http.HttpResponse;
import io.patchbay.plugin.webhook.Signatures;
import io.patchbay.plugin.webhook.WebhookContext;
import io.patchbay.plugin.webhook.WebhookHandler;
import io.patchbay.plugin.webhook.WebhookRegistration;
import io.patchbay.plugin.webhook.WebhookRequest;
import io.patchbay.plugin.webhook.WebhookResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Registers with the CRM, checks its signatures, reads its events. */
class ContactEventHandler
    implements WebhookHandler<ContactEventHandler.Params, CrmSettings, ContactEventHandler.Event> {
  private static final Pattern SIGNATURE = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** What the builder of the flow chooses. */
  public record Params(
      @Field(label = "Events", sample = "[\"contact.created\"]", minLength = 1)
          List<Kind> events) {}

  /** The CRM's names of its events. */
  enum Kind {
    @Option(value = "contact.created", label = "Contact created")
    CREATED,
    @Option(value = "contact.updated", label = "Contact changed")
    UPDATED
  }

  /** One event. */
  public record Event(
      @Field(sample = "evt_1") String id,
      @Field(sample = "contact.created") Kind type,
      @Field(sample = "2026-11-23T18:30:00Z") Instant createdAt,
      Contact data) {}

  @RemoteRecord
  record Subscription(String url, List<Kind> events) {}

  @RemoteRecord
  record Registered(String id, Secret secret) {}

  @Override
  public WebhookRegistration register(Params params, CrmSettings settings, WebhookContext context) {
    HttpRequest request =
        settings
            .post("/webhooks")
            .header("Idempotency-Key", context.idempotencyKey())
            .json(new Subscription(context.callbackUrl().toString(), params.events()));
    Registered made = context.http().send(request).requireSuccess().as(Registered.class);
    return WebhookRegistration.of(made.id(), made.secret());
  }

  @Override
  public WebhookResult<Event> receive(
      WebhookRequest request,
      WebhookRegistration registration,
      Params params,
      CrmSettings settings,
      ConnectionContext context) {
    Optional<String> problem = signatureProblem(request, registration);
    if (problem.isPresent()) {
      return WebhookResult.rejected(problem.get());
    }
    Event event = context.json().bind(context.json().parse(request.text()), Event.class);
    return params.events().contains(event.type())
        ? WebhookResult.accepted(event, event.id())
        : WebhookResult.ignored("This flow does not ask for " + event.type() + ".");
  }

  /**
   * The CRM signs the time and the body, so that neither can be changed and old deliveries cannot
   * be sent again.
   */
  private static Optional<String> signatureProblem(
      WebhookRequest request, WebhookRegistration registration) {
    Matcher signature = SIGNATURE.matcher(request.headers().first("X-Crm-Signature").orElse(""));
    if (!signature.matches()) {
      return Optional.of("The header X-Crm-Signature is missing or malformed.");
    }
    String time = signature.group(1);
    if (!Signatures.recent(
        Instant.ofEpochSecond(Long.parseLong(time)), request.receivedAt(), TOLERANCE)) {
      return Optional.of("The delivery is older than " + TOLERANCE.toMinutes() + " minutes.");
    }
    byte[] signedTime = (time + ".").getBytes(StandardCharsets.UTF_8);
    String expected =
        Signatures.hmacSha256Hex(registration.signingSecret(), signedTime, request.body());
    return Signatures.matches(expected, signature.group(2))
        ? Optional.empty()
        : Optional.of("The signature does not match the body.");
  }

  @Override
  public void unregister(
      WebhookRegistration registration,
      Params params,
      CrmSettings settings,
      WebhookContext context) {
    HttpResponse answer =
        context.http().send(settings.delete("/webhooks/" + registration.remoteId()));
    if (answer.status() != 404) {
      answer.requireSuccess();
    }
  }
}
