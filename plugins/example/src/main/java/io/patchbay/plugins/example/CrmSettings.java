package io.patchbay.plugins.example;

import io.patchbay.plugin.AuthScheme;
import io.patchbay.plugin.ConnectionKind;
import io.patchbay.plugin.Field;
import io.patchbay.plugin.Secret;
import io.patchbay.plugin.http.HttpRequest;
import java.net.URI;

/**
 * What a person fills in to connect. The form, its checks and its docs are drawn from this record.
 */
@ConnectionKind(
    label = "API key",
    help = "In the CRM under Settings, API keys.",
    auth = AuthScheme.BEARER)
public record CrmSettings(
    @Field(label = "Address", help = "Where your CRM is.", sample = "https://crm.example.org/crm")
        URI baseUrl,
    @Field(label = "API key", help = "Needs the right to read and write contacts.") Secret apiKey) {

  HttpRequest get(String path) {
    return to("GET", path);
  }

  HttpRequest post(String path) {
    return to("POST", path);
  }

  HttpRequest put(String path) {
    return to("PUT", path);
  }

  HttpRequest delete(String path) {
    return to("DELETE", path);
  }

  private HttpRequest to(String method, String path) {
    return HttpRequest.of(method, URI.create(baseUrl + path)).bearer(apiKey);
  }
}
