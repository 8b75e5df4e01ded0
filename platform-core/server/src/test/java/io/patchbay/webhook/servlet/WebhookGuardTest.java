package io.patchbay.webhook.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.ParseResult;
import io.patchbay.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookGuardTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final byte[] SECRET = "a secret of the shop".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BODY = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);

  private static WebhookRoute route(String settings, byte @Nullable [] secret) {
    String text =
        "document: {dsl: '1.0.3', namespace: n, name: w, version: '1.0.0', metadata: {patchbay:"
            + " {trigger: {type: webhook, path: /w"
            + settings
            + "}}}}\ndo: [{a: {set: {b: 1}}}]\n";
    FlowDefinition flow =
        switch (FlowParser.parse(text)) {
          case ParseResult.Parsed parsed -> parsed.flow();
          case ParseResult.Invalid invalid ->
              throw new AssertionError(invalid.problems().toString());
        };
    return new WebhookRoute(
        new TenantId("t"), "slug", FlowVersionRef.version(new FlowId("f"), 1), true, flow, secret);
  }

  private static WebhookRoute signed() {
    return route(", verify: {scheme: hmac-sha256, secret: shop}", SECRET);
  }

  private static String signature(byte[] secret, Instant at, byte[] body) {
    String time = Long.toString(at.getEpochSecond());
    return "t=" + time + ",v1=" + HexFormat.of().formatHex(WebhookGuard.sign(secret, time, body));
  }

  private static Optional<String> refusal(
      WebhookRoute route, @Nullable String secret, @Nullable String signature, byte[] body) {
    return WebhookGuard.refusal(route, secret, signature, body, NOW);
  }

  @Test
  void letsEverybodyInWhenNoSecretIsAskedFor() {
    assertEquals(Optional.empty(), refusal(route("", null), null, null, BODY));
  }

  @Test
  void letsNobodyInWhenASecretIsAskedForAndNoneIsSet() {
    assertTrue(refusal(route(", secret: shop", null), "anything", null, BODY).isPresent());
  }

  @Test
  void comparesTheSecretOfTheHeader() {
    WebhookRoute route = route("", SECRET);
    assertEquals(Optional.empty(), refusal(route, "a secret of the shop", null, BODY));
    assertTrue(refusal(route, "a secret of the shoq", null, BODY).isPresent());
    assertTrue(refusal(route, "", null, BODY).isPresent());
    assertTrue(refusal(route, null, null, BODY).isPresent());
  }

  @Test
  void takesASignatureOfTheBytesAsTheyCame() {
    assertEquals(Optional.empty(), refusal(signed(), null, signature(SECRET, NOW, BODY), BODY));
    byte[] spaced = "{ \"a\": 1}".getBytes(StandardCharsets.UTF_8);
    assertTrue(refusal(signed(), null, signature(SECRET, NOW, BODY), spaced).isPresent());
  }

  @Test
  void takesASignatureWithinFiveMinutesOnly() {
    for (int seconds : new int[] {-299, 0, 299}) {
      String header = signature(SECRET, NOW.plusSeconds(seconds), BODY);
      assertEquals(Optional.empty(), refusal(signed(), null, header, BODY), "at " + seconds);
    }
    for (int seconds : new int[] {-301, 301, 100_000}) {
      String header = signature(SECRET, NOW.plusSeconds(seconds), BODY);
      assertTrue(refusal(signed(), null, header, BODY).isPresent(), "at " + seconds);
    }
  }

  @Test
  void refusesOtherKeysAndBrokenHeaders() {
    byte[] other = "another secret".getBytes(StandardCharsets.UTF_8);
    String good = signature(SECRET, NOW, BODY);
    for (String header :
        new String[] {
          signature(other, NOW, BODY),
          "",
          "t=1",
          "v1=00",
          "t=,v1=",
          "t=x,v1=y",
          good.replace("v1=", "v0="),
          good.substring(0, good.length() - 2),
          "t=99999999999999999999,v1=00",
          good + ",".repeat(2_000)
        }) {
      assertTrue(refusal(signed(), null, header, BODY).isPresent(), header);
    }
    assertTrue(refusal(signed(), "a secret of the shop", null, BODY).isPresent());
  }

  @Test
  void takesOneOfSeveralSignaturesWhileASecretIsChanged() {
    String header = signature(SECRET, NOW, BODY).replace(",v1=", ",v1=" + "00".repeat(32) + ",v1=");
    assertEquals(Optional.empty(), refusal(signed(), null, header, BODY));
  }
}
