package io.patchbay.plugin.call;

import io.patchbay.call.RetryFacts;
import io.patchbay.connector.Catalogue.FunctionType;
import io.patchbay.flow.FlowError;
import io.patchbay.plugin.call.ConnectorCaller.Circumstances;
import io.patchbay.plugin.host.PluginCallFailed;
import io.patchbay.plugin.http.HttpHeaders;
import io.patchbay.plugin.webhook.WebhookRegistration;
import io.patchbay.plugin.webhook.WebhookRequest;
import io.patchbay.plugin.webhook.WebhookResult;
import io.patchbay.secret.SealBroken;
import io.patchbay.secret.SecretPlace;
import io.patchbay.secret.SecretVault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Webhook triggers through plugins; what they remember is sealed. */
public final class PluginWebhookInvoker implements WebhookInvoker {

  private static final Duration RECEIVE_TIME = Duration.ofSeconds(5);

  private final ConnectorCaller caller;
  private final SecretVault vault;

  public PluginWebhookInvoker(ConnectorCaller caller, SecretVault vault) {
    this.caller = caller;
    this.vault = vault;
  }

  @Override
  public Outcome<Registered> register(
      Subscription subscription, String idempotencyKey, Instant deadline)
      throws InterruptedException {
    return outcome(
        subscription,
        deadline,
        idempotencyKey,
        (prepared, connector, settings, loan) -> {
          try (LentWebhookContext context =
              new LentWebhookContext(loan, connector, subscription.callback())) {
            WebhookRegistration registration =
                connector.register(
                    prepared.function().id(),
                    prepared.function().version(),
                    JdkJson.members(subscription.params()),
                    settings,
                    context);
            return new Registered(
                vault.seal(
                    subscription.tenant(), place(subscription), Registrations.write(registration)),
                registration.expiresAt().orElse(null));
          }
        });
  }

  @Override
  public Outcome<Boolean> unregister(
      Subscription subscription, byte[] registration, Instant deadline)
      throws InterruptedException {
    WebhookRegistration known = open(subscription, registration);
    return outcome(
        subscription,
        deadline,
        subscription.id(),
        (prepared, connector, settings, loan) -> {
          try (LentWebhookContext context =
              new LentWebhookContext(loan, connector, subscription.callback())) {
            connector.unregister(
                prepared.function().id(),
                prepared.function().version(),
                known,
                JdkJson.members(subscription.params()),
                settings,
                context);
            return true;
          }
        });
  }

  @Override
  public Received receive(Subscription subscription, byte[] registration, Delivery delivery)
      throws InterruptedException {
    WebhookRegistration known;
    try {
      known = open(subscription, registration);
    } catch (SealBroken e) {
      return new Received.Rejected("the registration cannot be opened: turn the flow off and on");
    }
    Outcome<Received> outcome =
        outcome(
            subscription,
            caller.clock().instant().plus(RECEIVE_TIME),
            subscription.id(),
            (prepared, connector, settings, loan) -> {
              try (LentContext context = new LentContext(loan, connector)) {
                return received(
                    connector.receive(
                        prepared.function().id(),
                        prepared.function().version(),
                        request(delivery),
                        known,
                        JdkJson.members(subscription.params()),
                        settings,
                        context));
              }
            });
    return switch (outcome) {
      case Outcome.Done<Received>(Received received) -> received;
      case Outcome.Failed<Received>(FlowError error, RetryFacts retry) ->
          retry.retryable()
              ? new Received.Unavailable(error)
              : new Received.Rejected(String.valueOf(error.detail()));
    };
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(
        PreparedCall prepared,
        io.patchbay.plugin.spi.ConnectorDispatcher connector,
        Object settings,
        Loan loan)
        throws Exception;
  }

  private <T> Outcome<T> outcome(
      Subscription s, Instant deadline, String idempotencyKey, Work<T> work)
      throws InterruptedException {
    PreparedCall prepared;
    try {
      prepared =
          caller.prepare(
              s.tenant(), FunctionType.WEBHOOK_TRIGGER, s.function(), s.version(), s.connection());
    } catch (NotCallable e) {
      return new Outcome.Failed<>(e.error(), e.retry());
    }
    try {
      return new Outcome.Done<>(
          caller.call(
              prepared,
              Circumstances.outsideRuns(s.tenant(), deadline, idempotencyKey),
              (connector, settings, loan) -> work.run(prepared, connector, settings, loan)));
    } catch (PluginCallFailed e) {
      return new Outcome.Failed<>(
          FlowErrors.of(prepared.name(), e, prepared.mask()), FlowErrors.retry(e));
    }
  }

  private WebhookRegistration open(Subscription subscription, byte[] registration) {
    return Registrations.read(vault.open(subscription.tenant(), place(subscription), registration));
  }

  private static SecretPlace place(Subscription subscription) {
    return new SecretPlace("webhook_registration", subscription.id(), "registration");
  }

  private static WebhookRequest request(Delivery delivery) {
    return new WebhookRequest(
        delivery.method(),
        new HttpHeaders(delivery.headers()),
        delivery.query(),
        delivery.body(),
        delivery.receivedAt());
  }

  private static Received received(WebhookResult<Map<String, @Nullable Object>> result) {
    return switch (result) {
      case WebhookResult.Accepted<Map<String, @Nullable Object>> accepted ->
          new Received.Events(
              accepted.events().stream()
                  .map(e -> new PollInvoker.Item(e.key(), node(e.item())))
                  .toList());
      case WebhookResult.Rejected<?>(String reason) -> new Received.Rejected(reason);
      case WebhookResult.Ignored<?>(String reason) -> new Received.Ignored(reason);
      case WebhookResult.Challenge<?>(int status, String type, String body) ->
          new Received.Challenge(status, type, body);
    };
  }

  private static JsonNode node(Map<String, @Nullable Object> item) {
    return JdkJson.toNode(item);
  }
}
