package io.patchbay.http.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.flow.ErrorType;
import io.patchbay.http.CallOrigin;
import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundRequest.Redirects;
import io.patchbay.http.OutboundResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens by client credentials, kept until shortly before they end. One fetch at a time for
 * each; kept apart by tenant and by everything that went into the request.
 */
final class ClientTokens {

  private static final Duration EARLY = Duration.ofSeconds(30);
  private static final Duration IF_NOT_TOLD = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  private record Key(String tenant, String digest) {}

  private static final class Slot {
    final ReentrantLock lock = new ReentrantLock();
    volatile @Nullable String token;
    volatile Instant until = Instant.MIN;
  }

  private final OutboundHttp http;
  private final InstantSource clock;
  private final Cache<Key, Slot> slots =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(2)).build();

  ClientTokens(OutboundHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  String get(Credentials credentials, CallOrigin origin, Instant deadline)
      throws Refusal, OutboundFailure, InterruptedException {
    Map<String, String> form = form(credentials);
    URI endpoint = endpoint(credentials);
    Slot slot = slots.get(key(origin, endpoint, form, credentials), k -> new Slot());
    slot.lock.lockInterruptibly();
    try {
      String known = slot.token;
      if (known != null && clock.instant().isBefore(slot.until)) {
        return known;
      }
      JsonNode answer = fetch(credentials, endpoint, form, origin, deadline);
      String token = answer.path("access_token").asString("");
      long seconds = answer.path("expires_in").asLong(IF_NOT_TOLD.toSeconds());
      slot.until = clock.instant().plusSeconds(Math.clamp(seconds, 0, 86_400)).minus(EARLY);
      slot.token = token;
      return token;
    } finally {
      slot.lock.unlock();
    }
  }

  /** Drops a token that was refused. */
  void forget(Credentials credentials, CallOrigin origin) throws Refusal {
    slots.invalidate(key(origin, endpoint(credentials), form(credentials), credentials));
  }

  private JsonNode fetch(
      Credentials credentials,
      URI endpoint,
      Map<String, String> form,
      CallOrigin origin,
      Instant deadline)
      throws Refusal, OutboundFailure, InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>(form);
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
    headers.add(new Header("Accept", "application/json"));
    String id = credentials.require("client.id", "oauth2");
    String secret = credentials.require("client.secret", "oauth2");
    if (credentials
        .or("client.authentication", credentials.or("clientAuth", ""))
        .contains("basic")) {
      headers.add(new Header("Authorization", basic(encode(id), encode(secret))));
    } else {
      fields.put("client_id", id);
      fields.put("client_secret", secret);
    }
    OutboundResponse response =
        http.send(
            new OutboundRequest(
                origin,
                "POST",
                endpoint,
                headers,
                encode(fields).getBytes(StandardCharsets.US_ASCII),
                Redirects.RETURN,
                deadline,
                256 * 1024,
                credentials.mask()));
    try {
      JsonNode answer = JSON.readTree(response.body());
      if (response.successful() && !answer.path("access_token").asString("").isEmpty()) {
        return answer;
      }
    } catch (JacksonException e) {
      // Reported below like any other answer without a token.
      return refuse(response, endpoint);
    }
    return refuse(response, endpoint);
  }

  private static JsonNode refuse(OutboundResponse response, URI endpoint) throws Refusal {
    throw new Refusal(
        ErrorType.AUTHENTICATION,
        "No access token came from %s (status %d). Check client id, secret and scopes."
            .formatted(endpoint.getHost(), response.status()));
  }

  private static URI endpoint(Credentials credentials) throws Refusal {
    String token = credentials.or("endpoints.token", "");
    String authority = credentials.or("authority", "");
    String address =
        token.contains("://")
            ? token
            : credentials
                    .require(authority.isEmpty() ? "endpoints.token" : "authority", "oauth2")
                    .replaceAll("/+$", "")
                + (authority.isEmpty() ? "" : token.isEmpty() ? "/oauth2/token" : token);
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ErrorType.CONFIGURATION, "The token address cannot be read.");
    }
  }

  private static Map<String, String> form(Credentials credentials) throws Refusal {
    String grant = credentials.or("grant", "client_credentials");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", grant);
    switch (grant) {
      case "client_credentials" -> {}
      case "password" -> {
        form.put("username", credentials.require("username", "oauth2"));
        form.put("password", credentials.require("password", "oauth2"));
      }
      default ->
          throw new Refusal(
              ErrorType.CONFIGURATION,
              "The grant '"
                  + (grant.length() > 60 ? grant.substring(0, 60) : grant)
                  + "' is not supported yet. Use client_credentials.");
    }
    put(form, "scope", credentials.or("scopes", ""));
    put(form, "audience", credentials.or("audiences", credentials.or("audience", "")));
    return form;
  }

  private static void put(Map<String, String> form, String name, String value) {
    if (!value.isEmpty()) {
      form.put(name, value);
    }
  }

  private static Key key(
      CallOrigin origin, URI endpoint, Map<String, String> form, Credentials credentials)
      throws Refusal {
    String all =
        endpoint
            + "\n"
            + encode(form)
            + "\n"
            + credentials.require("client.id", "oauth2")
            + "\n"
            + credentials.require("client.secret", "oauth2");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return new Key(origin.tenant().value(), HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
