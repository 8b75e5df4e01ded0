package io.patchbay.identity.local;

import io.patchbay.platform.rest.Problem;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with 19 MiB and two passes, in the usual text form. At most four run at a time, so that
 * sign-ins cannot take the memory of the node; who waits longer than five seconds is sent away.
 */
@Singleton
public class Passwords {

  public static final int MIN_LENGTH = 12;
  public static final int MAX_LENGTH = 200;

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final SecureRandom random = new SecureRandom();
  private final Semaphore running = new Semaphore(4);
  private final String nobody = hash("nobody has this password");

  public String hash(String password) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    byte[] hash = derive(password, salt, MEMORY_KIB, PASSES, LANES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + MEMORY_KIB
        + ",t="
        + PASSES
        + ",p="
        + LANES
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  /** Takes as long when there is no such account (null) as when there is. */
  public boolean matches(String password, @Nullable String stored) {
    String[] parts = (stored == null ? nobody : stored).split("\\$");
    String[] costs = parts[3].split(",");
    byte[] expected = Base64.getDecoder().decode(parts[5]);
    byte[] actual =
        derive(
            password,
            Base64.getDecoder().decode(parts[4]),
            number(costs[0]),
            number(costs[1]),
            number(costs[2]));
    return MessageDigest.isEqual(expected, actual) && stored != null;
  }

  private static int number(String cost) {
    return Integer.parseInt(cost.substring(2));
  }

  private byte[] derive(String password, byte[] salt, int memory, int passes, int lanes) {
    enter();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withSalt(salt)
              .withMemoryAsKB(memory)
              .withIterations(passes)
              .withParallelism(lanes)
              .build());
      byte[] hash = new byte[HASH_BYTES];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      running.release();
    }
  }

  private void enter() {
    try {
      if (running.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.unavailable(
        "session.busy", "Too many people sign in at this moment. Try again in a few seconds.", 5);
  }
}
