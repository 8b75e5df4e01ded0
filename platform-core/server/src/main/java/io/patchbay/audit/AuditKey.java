package io.patchbay.audit;

import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.config.PrivateFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals entries. The key lies outside the database ({@code audit.key} in the data folder, the same
 * on every node), so that whoever can change rows cannot also seal them again.
 */
@Singleton
public class AuditKey {

  public static final String FILE = "audit.key";

  private final SecretKeySpec key;

  @Inject
  public AuditKey(PlatformConfig config) {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    String text =
        PrivateFile.readOrCreate(config.data().resolve(FILE), HexFormat.of().formatHex(fresh));
    this.key = new SecretKeySpec(HexFormat.of().parseHex(text), "HmacSHA256");
  }

  /** The seal over an entry that follows the given one; every value with its length before it. */
  byte[] seal(String tenant, byte[] before, AuditEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(before.length);
      out.write(before);
      write(out, tenant);
      out.writeLong(event.number());
      write(out, micros(event.at()).toString());
      write(out, event.actor());
      write(out, event.action());
      write(out, event.target());
      write(out, event.address());
      write(out, event.outcome().name());
      write(out, event.detail());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  static Instant micros(Instant at) {
    return at.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }

  private static void write(DataOutputStream out, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
