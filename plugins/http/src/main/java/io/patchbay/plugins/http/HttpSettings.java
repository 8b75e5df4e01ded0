package io.patchbay.plugins.http;

import io.patchbay.plugin.AuthScheme;
import io.patchbay.plugin.ConnectionKind;
import io.patchbay.plugin.Field;
import io.patchbay.plugin.Option;
import io.patchbay.plugin.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * The ways to sign in. Kinds with credentials name a base address: credentials are sent there and
 * nowhere else.
 */
public sealed interface HttpSettings {
  String BASE = "Base address";
  String BASE_HELP = "Credentials are sent to this host only; requests name the rest of the path.";

  /** Where relative addresses start. */
  Optional<URI> base();

  @ConnectionKind(id = "none", label = "No sign-in", auth = AuthScheme.NONE)
  record None(@Field(label = BASE, help = "Where relative addresses start.") Optional<URI> baseUrl)
      implements HttpSettings {
    @Override
    public Optional<URI> base() {
      return baseUrl;
    }
  }

  @ConnectionKind(id = "basic", label = "User and password", auth = AuthScheme.BASIC)
  record Basic(
      @Field(label = BASE, help = BASE_HELP, sample = "https://api.example.org/v1") URI baseUrl,
      @Field(label = "User", pattern = "[^:]+", help = "Without a colon.") String user,
      @Field(label = "Password") Secret password)
      implements HttpSettings {
    @Override
    public Optional<URI> base() {
      return Optional.of(baseUrl);
    }
  }

  @ConnectionKind(id = "bearer", label = "Bearer token", auth = AuthScheme.BEARER)
  record Bearer(
      @Field(label = BASE, help = BASE_HELP, sample = "https://api.example.org/v1") URI baseUrl,
      @Field(label = "Token") Secret token)
      implements HttpSettings {
    @Override
    public Optional<URI> base() {
      return Optional.of(baseUrl);
    }
  }

  @ConnectionKind(id = "api-key", label = "API key", auth = AuthScheme.API_KEY)
  record ApiKey(
      @Field(label = BASE, help = BASE_HELP, sample = "https://api.example.org/v1") URI baseUrl,
      @Field(label = "Key") Secret key,
      @Field(label = "Sent in", defaultValue = "header") Place place,
      @Field(
              label = "Name of the header or parameter",
              defaultValue = "X-API-Key",
              pattern = "[A-Za-z0-9_-]+")
          String name)
      implements HttpSettings {
    @Override
    public Optional<URI> base() {
      return Optional.of(baseUrl);
    }
  }

  /** Where an API key is put. */
  enum Place {
    @Option(value = "header", label = "Header")
    HEADER,
    @Option(value = "query", label = "Query parameter")
    QUERY
  }

  @ConnectionKind(
      id = "oauth2-client-credentials",
      label = "OAuth 2 client credentials",
      auth = AuthScheme.OAUTH2_CLIENT_CREDENTIALS)
  record ClientCredentials(
      @Field(label = BASE, help = BASE_HELP, sample = "https://api.example.org/v1") URI baseUrl,
      @Field(label = "Token address", sample = "https://login.example.org/oauth/token")
          URI tokenUrl,
      @Field(label = "Client id") String clientId,
      @Field(label = "Client secret") Secret clientSecret,
      @Field(label = "Scope", help = "Several are separated by spaces.") Optional<String> scope,
      @Field(label = "Audience", help = "Some servers ask for it.", advanced = true)
          Optional<String> audience,
      @Field(label = "Client credentials are sent", defaultValue = "basic", advanced = true)
          ClientAuth clientAuth)
      implements HttpSettings {
    @Override
    public Optional<URI> base() {
      return Optional.of(baseUrl);
    }
  }

  /** How the client signs in at the token address. */
  enum ClientAuth {
    @Option(value = "basic", label = "In the Authorization header")
    BASIC,
    @Option(value = "body", label = "In the body")
    BODY
  }
}
