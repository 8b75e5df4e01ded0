package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Bounded;
import io.patchbay.sandbox.Ids;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** An OAuth 2.0 authorization server that knows one client and one grant: client credentials. */
public final class OAuth implements Party {

  public static final String CLIENT = "sandbox-client";
  public static final String SECRET = "sandbox-secret";
  private static final long LIFE_SECONDS = 300;

  private final Bounded<Instant> tokens = new Bounded<>(5_000);
  private final Ids ids = new Ids();
  private final InstantSource clock;

  public OAuth(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "oauth";
  }

  @Override
  public String about() {
    return "Client credentials grant for client "
        + CLIENT
        + " with secret "
        + SECRET
        + ", as Basic header or in the form; tokens live 300 seconds (<code>?expires_in=1</code>"
        + " makes them shorter) and open /auth/oauth.";
  }

  @Override
  public void routes(Routes routes) {
    routes.post("token", this::token);
  }

  @Override
  public Reply error(int status, String code, String message) {
    Reply reply =
        Reply.json(status, Json.of("error", code, "error_description", message))
            .with("Cache-Control", "no-store");
    return status == 401 ? reply.with("WWW-Authenticate", "Basic realm=\"oauth\"") : reply;
  }

  boolean accepts(String token) {
    return tokens.find(token).filter(clock.instant()::isBefore).isPresent();
  }

  private Reply token(Request request) {
    Map<String, String> form = form(request);
    if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
      throw new Refusal(
          400, "unsupported_grant_type", "Only client_credentials is supported here.");
    }
    String basic =
        Base64.getEncoder()
            .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    boolean byHeader = request.header("authorization").orElse("").equals("Basic " + basic);
    boolean byForm =
        form.getOrDefault("client_id", "").equals(CLIENT)
            && form.getOrDefault("client_secret", "").equals(SECRET);
    if (!byHeader && !byForm) {
      throw new Refusal(401, "invalid_client", "Client authentication failed.");
    }
    long life = life(request.query("expires_in").orElse(String.valueOf(LIFE_SECONDS)));
    String token = ids.next("sat_");
    tokens.put(token, clock.instant().plusSeconds(life));
    return Reply.ok(
            Json.of(
                "access_token",
                token,
                "token_type",
                "Bearer",
                "expires_in",
                life,
                "scope",
                form.getOrDefault("scope", "echo")))
        .with("Cache-Control", "no-store");
  }

  private static long life(String seconds) {
    if (!seconds.matches("[1-9]\\d{0,4}")) {
      throw new Refusal(400, "invalid_request", "expires_in must be 1 to 99999 seconds.");
    }
    return Long.parseLong(seconds);
  }

  private static Map<String, String> form(Request request) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
      String[] halves = pair.split("=", 2);
      if (halves.length == 2) {
        try {
          form.put(
              URLDecoder.decode(halves[0], StandardCharsets.UTF_8),
              URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
          throw new Refusal(400, "invalid_request", "The form is not encoded properly.");
        }
      }
    }
    return form;
  }
}
