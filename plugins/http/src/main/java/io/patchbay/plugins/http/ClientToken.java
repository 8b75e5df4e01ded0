package io.patchbay.plugins.http;

import io.patchbay.plugin.AccessToken;
import io.patchbay.plugin.ConnectionContext;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.Field;
import io.patchbay.plugin.RemoteRecord;
import io.patchbay.plugin.Secret;
import io.patchbay.plugin.http.HttpRequest;
import io.patchbay.plugin.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens of the client credentials grant (RFC 6749, 4.4), kept by the platform until shortly before
 * they end.
 */
final class ClientToken {
  /** For servers that do not say how long a token lives. */
  private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

  private ClientToken() {}

  /** The answer of the token address. */
  @RemoteRecord
  record TokenAnswer(
      @Field(name = "access_token") Secret accessToken,
      @Field(name = "expires_in") Optional<Object> expiresIn) {}

  static Secret get(HttpSettings.ClientCredentials settings, ConnectionContext context) {
    return context.tokens().get(name(settings), () -> fetch(settings, context));
  }

  static void forget(HttpSettings.ClientCredentials settings, ConnectionContext context) {
    context.tokens().forget(name(settings));
  }

  private static String name(HttpSettings.ClientCredentials settings) {
    return settings.scope().orElse("");
  }

  private static AccessToken fetch(
      HttpSettings.ClientCredentials settings, ConnectionContext context) {
    HttpResponse answer = ask(settings, context);
    if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
      ConnectorException refused = answer.failure();
      throw ConnectorException.authentication(
              "The client credentials are refused by " + settings.tokenUrl().getHost() + ".")
          .remote(answer.status(), null, refused.remoteMessage().orElse(null));
    }
    TokenAnswer token = answer.requireSuccess().as(TokenAnswer.class);
    return new AccessToken(token.accessToken(), context.clock().instant().plus(life(token)));
  }

  /**
   * Asking for a token does nothing that the step would do: a lost answer leaves nothing unknown.
   */
  private static HttpResponse ask(
      HttpSettings.ClientCredentials settings, ConnectionContext context) {
    try {
      return context.http().send(request(settings));
    } catch (ConnectorException e) {
      if (e.kind() == ErrorKind.OUTCOME_UNKNOWN) {
        throw ConnectorException.of(
            ErrorKind.UNAVAILABLE, "No token came from " + settings.tokenUrl().getHost() + ".", e);
      }
      throw e;
    }
  }

  private static HttpRequest request(HttpSettings.ClientCredentials settings) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    settings.scope().ifPresent(scope -> form.put("scope", scope));
    settings.audience().ifPresent(audience -> form.put("audience", audience));
    HttpRequest request =
        HttpRequest.post(settings.tokenUrl()).header("Accept", "application/json");
    return switch (settings.clientAuth()) {
      case BASIC -> request.basic(settings.clientId(), settings.clientSecret()).form(form);
      case BODY -> {
        form.put("client_id", settings.clientId());
        form.put("client_secret", settings.clientSecret().reveal());
        yield request.form(form);
      }
    };
  }

  /** Some servers send the seconds as text. */
  private static Duration life(TokenAnswer token) {
    return token
        .expiresIn()
        .map(String::valueOf)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(USUAL_LIFE);
  }
}
