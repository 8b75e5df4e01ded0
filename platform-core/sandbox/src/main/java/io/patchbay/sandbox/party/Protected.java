package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Handler;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;

/** Echoes behind each usual way to sign in. */
public final class Protected implements Party {

  public static final String USER = "sandbox-user";
  public static final String PASSWORD = "sandbox-password";
  public static final String TOKEN = "sandbox-token";
  public static final String API_KEY = "sandbox-api-key";

  private final OAuth oauth;

  public Protected(OAuth oauth) {
    this.oauth = oauth;
  }

  @Override
  public String id() {
    return "auth";
  }

  @Override
  public String about() {
    return "Echoes: open for everybody, basic for "
        + USER
        + "/"
        + PASSWORD
        + ", bearer for "
        + TOKEN
        + ", apikey for "
        + API_KEY
        + " (header X-Api-Key or query api_key), oauth for tokens of"
        + " /oauth/token.";
  }

  @Override
  public void routes(Routes routes) {
    protect(routes, "open", request -> true, "");
    protect(routes, "basic", this::basic, "Basic realm=\"sandbox\"");
    protect(routes, "bearer", request -> bearer(request).equals(TOKEN), "Bearer");
    protect(routes, "apikey", this::apiKey, "ApiKey");
    protect(
        routes,
        "oauth",
        request -> oauth.accepts(bearer(request)),
        "Bearer error=\"invalid_token\"");
  }

  private static void protect(
      Routes routes, String name, Predicate<Request> check, String challenge) {
    Handler echo =
        request -> {
          if (!check.test(request)) {
            return Reply.json(
                    401,
                    Json.of("error", Json.of("code", "unauthorized", "message", "Sign in first.")))
                .with("WWW-Authenticate", challenge);
          }
          return Reply.ok(
              Json.of(
                  "method", request.method(),
                  "path", request.path(),
                  "query", request.query(),
                  "body", new String(request.body(), StandardCharsets.UTF_8)));
        };
    routes.get(name, echo).post(name, echo).put(name, echo).delete(name, echo);
  }

  private boolean basic(Request request) {
    String expected =
        Base64.getEncoder()
            .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return request.header("authorization").orElse("").equals("Basic " + expected);
  }

  private static String bearer(Request request) {
    String header = request.header("authorization").orElse("");
    if (header.startsWith("Bearer ")) {
      return header.substring(7);
    }
    return "";
  }

  private boolean apiKey(Request request) {
    return request
        .header("x-api-key")
        .or(() -> request.query("api_key"))
        .orElse("")
        .equals(API_KEY);
  }
}
