package io.patchbay.plugin.webhook;

import io.patchbay.plugin.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of deliveries. */
public final class Signatures {
  private Signatures() {}

  /** HMAC-SHA256 of the parts, one after the other, as lower-case hexadecimal digits. */
  public static String hmacSha256Hex(Secret key, byte[]... parts) {
    return HexFormat.of()
        .formatHex(hmac("HmacSHA256", key.reveal().getBytes(StandardCharsets.UTF_8), parts));
  }

  /** A keyed hash by its JDK name, such as {@code HmacSHA1}. */
  public static byte[] hmac(String algorithm, byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot sign with " + algorithm + " and the given key.", e);
    }
  }

  /** Compares in a time that does not depend on where the texts differ. */
  public static boolean matches(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a time is no further from now than the tolerance, in either direction. */
  public static boolean recent(Instant time, Instant now, Duration tolerance) {
    return Duration.between(time, now).abs().compareTo(tolerance) <= 0;
  }
}
