package io.patchbay.webhook.servlet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the caller of a webhook knows its secret. Compares in constant time; a signature
 * covers the time and the bytes as they came.
 */
final class WebhookGuard {

  static final String SECRET_HEADER = "X-Patchbay-Secret";
  static final String SIGNATURE_HEADER = "X-Patchbay-Signature";
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private WebhookGuard() {}

  /** Why the call is refused; empty when it is let in. */
  static Optional<String> refusal(
      WebhookRoute route,
      @Nullable String secretHeader,
      @Nullable String signatureHeader,
      byte[] body,
      Instant now) {
    byte[] secret = route.secret();
    String signature = route.settings().signature();
    if (secret == null) {
      return route.settings().secret() == null && signature == null
          ? Optional.empty()
          : Optional.of("The flow asks for a secret and none is set: set it on the flow's page");
    }
    if ("hmac-sha256".equals(signature)) {
      return signatureRefusal(secret, signatureHeader, body, now);
    }
    if (secretHeader == null) {
      return Optional.of("The header " + SECRET_HEADER + " is missing");
    }
    return MessageDigest.isEqual(secret, secretHeader.getBytes(StandardCharsets.UTF_8))
        ? Optional.empty()
        : Optional.of("The header " + SECRET_HEADER + " is wrong");
  }

  /** {@code t=<seconds>,v1=<hex>}, once or several times {@code v1} while a secret is changed. */
  private static Optional<String> signatureRefusal(
      byte[] secret, @Nullable String header, byte[] body, Instant now) {
    if (header == null) {
      return Optional.of("The header " + SIGNATURE_HEADER + " is missing");
    }
    String time = "";
    boolean matches = false;
    byte[] expected = new byte[0];
    String[] parts = header.length() > 1_000 ? new String[0] : header.split(",");
    for (String part : parts) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length == 2 && pair[0].equals("t") && pair[1].matches("\\d{1,12}")) {
        time = pair[1];
        expected = sign(secret, time, body);
      } else if (pair.length == 2 && pair[0].equals("v1") && expected.length > 0) {
        matches |= MessageDigest.isEqual(expected, bytes(pair[1]));
      }
    }
    if (time.isEmpty()) {
      return Optional.of("The header " + SIGNATURE_HEADER + " is not of the form t=…,v1=…");
    }
    Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs();
    if (age.compareTo(TOLERANCE) > 0) {
      return Optional.of("The signature is more than five minutes old or from the future");
    }
    return matches ? Optional.empty() : Optional.of("The signature is wrong");
  }

  static byte[] sign(byte[] secret, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(time.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) '.');
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
