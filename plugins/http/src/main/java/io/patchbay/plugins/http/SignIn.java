package io.patchbay.plugins.http;

import io.patchbay.plugin.ConnectionContext;
import io.patchbay.plugin.http.HttpRequest;
import io.patchbay.plugin.http.HttpResponse;

/** Adds the credentials of a connection to a request and sends it. */
final class SignIn {
  private SignIn() {}

  static HttpResponse send(HttpSettings settings, HttpRequest request, ConnectionContext context) {
    return switch (settings) {
      case HttpSettings.None ignored -> context.http().send(request);
      case HttpSettings.Basic basic ->
          context.http().send(request.basic(basic.user(), basic.password()));
      case HttpSettings.Bearer bearer -> context.http().send(request.bearer(bearer.token()));
      case HttpSettings.ApiKey key -> context.http().send(withKey(key, request));
      case HttpSettings.ClientCredentials client -> sendWithToken(client, request, context);
    };
  }

  private static HttpRequest withKey(HttpSettings.ApiKey settings, HttpRequest request) {
    return switch (settings.place()) {
      case HEADER -> request.header(settings.name(), settings.key());
      case QUERY -> request.query(settings.name(), settings.key());
    };
  }

  /**
   * A refused token may have been withdrawn early: one fresh one is tried. A refused request has
   * done nothing.
   */
  private static HttpResponse sendWithToken(
      HttpSettings.ClientCredentials settings, HttpRequest request, ConnectionContext context) {
    HttpResponse first = context.http().send(request.bearer(ClientToken.get(settings, context)));
    if (first.status() != 401) {
      return first;
    }
    ClientToken.forget(settings, context);
    return context.http().send(request.bearer(ClientToken.get(settings, context)));
  }
}
