package io.patchbay.http.call;

import io.patchbay.call.CallRefused;
import io.patchbay.http.Header;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The request for an access token (RFC 6749, 7523, 8693). */
record TokenRequest(List<Header> headers, byte[] body) {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String FORM = "application/x-www-form-urlencoded";

  static TokenRequest of(Credentials credentials, URI endpoint, Instant now) throws CallRefused {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<Header> headers = new ArrayList<>();
    grant(credentials, fields);
    client(credentials, endpoint, now, fields, headers);
    put(fields, "scope", credentials.or("scopes", ""));
    String audiences = credentials.or("audiences", credentials.or("audience", ""));
    if (!audiences.isBlank()) {
      fields.put("audience", List.of(audiences.strip().split(" +")));
    }
    String encoding = credentials.or("request.encoding", FORM);
    headers.add(new Header("Accept", "application/json"));
    headers.add(new Header("Content-Type", encoding));
    return switch (encoding) {
      case FORM -> new TokenRequest(headers, form(fields).getBytes(StandardCharsets.US_ASCII));
      case "application/json" -> new TokenRequest(headers, json(fields));
      default ->
          throw CallRefused.configuration(
              "The encoding '"
                  + encoding
                  + "' of the token request is not supported. Use "
                  + FORM
                  + " or application/json.");
    };
  }

  private static void grant(Credentials credentials, Map<String, List<String>> fields)
      throws CallRefused {
    String grant = credentials.or("grant", "client_credentials");
    put(fields, "grant_type", grant);
    switch (grant) {
      case "client_credentials" -> {}
      case "password" -> {
        put(fields, "username", credentials.require("username", "oauth2"));
        put(fields, "password", credentials.require("password", "oauth2"));
      }
      case EXCHANGE -> credentials.require("subject.token", "oauth2");
      case "authorization_code", "refresh_token" ->
          throw CallRefused.configuration(
              "The grant '"
                  + grant
                  + "' needs a person who signs in. Connect the account under"
                  + " Connections and name that connection with `use`.");
      default ->
          throw CallRefused.configuration(
              "The grant '"
                  + shortened(grant)
                  + "' is not known. Use client_credentials,"
                  + " password or "
                  + EXCHANGE
                  + ".");
    }
    put(fields, "subject_token", credentials.or("subject.token", ""));
    put(fields, "subject_token_type", type(credentials.or("subject.type", "")));
    put(fields, "actor_token", credentials.or("actor.token", ""));
    put(fields, "actor_token_type", type(credentials.or("actor.type", "")));
  }

  /** Short names of token types stand for those of RFC 8693. */
  private static String type(String told) {
    return told.isEmpty() || told.contains(":") ? told : "urn:ietf:params:oauth:token-type:" + told;
  }

  private static void client(
      Credentials credentials,
      URI endpoint,
      Instant now,
      Map<String, List<String>> fields,
      List<Header> headers)
      throws CallRefused {
    String usual = credentials.or("clientAuth", "client_secret_post");
    String how = credentials.or("client.authentication", usual);
    String id = credentials.require("client.id", "oauth2");
    switch (how) {
      case "client_secret_basic", "basic" ->
          headers.add(
              new Header(
                  "Authorization",
                  basic(encode(id), encode(credentials.require("client.secret", "oauth2")))));
      case "client_secret_post", "post", "body" -> {
        put(fields, "client_id", id);
        put(fields, "client_secret", credentials.require("client.secret", "oauth2"));
      }
      case "none" -> put(fields, "client_id", id);
      case "client_secret_jwt", "private_key_jwt" -> {
        String assertion = credentials.or("client.assertion", "");
        if (assertion.isEmpty()) {
          String key = credentials.require("client.secret", "oauth2");
          assertion =
              how.equals("client_secret_jwt")
                  ? ClientAssertion.withSecret(id, endpoint, now, key)
                  : ClientAssertion.withPrivateKey(id, endpoint, now, key);
        }
        put(fields, "client_id", id);
        put(fields, "client_assertion_type", JWT_BEARER);
        put(fields, "client_assertion", assertion);
      }
      default ->
          throw CallRefused.configuration(
              "The client authentication '"
                  + shortened(how)
                  + "' is not known. Use"
                  + " client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt"
                  + " or none.");
    }
  }

  static URI endpoint(Credentials credentials) throws CallRefused {
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
      URI uri = URI.create(address);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw CallRefused.configuration("The token address '" + address + "' cannot be read.");
    }
    throw CallRefused.configuration("The token address '" + address + "' cannot be read.");
  }

  private static void put(Map<String, List<String>> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, List.of(value));
    }
  }

  private static String form(Map<String, List<String>> fields) {
    return fields.entrySet().stream()
        .flatMap(e -> e.getValue().stream().map(v -> encode(e.getKey()) + "=" + encode(v)))
        .collect(Collectors.joining("&"));
  }

  private static byte[] json(Map<String, List<String>> fields) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            node.put(name, values.getFirst());
          } else {
            ArrayNode list = node.putArray(name);
            values.forEach(list::add);
          }
        });
    return JsonMapper.shared().writeValueAsBytes(node);
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
