package io.patchbay.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A random word that stands for a right; only its hash is kept. */
public record OpaqueToken(String value) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** 256 random bits behind the prefix. */
  public static OpaqueToken random(String prefix) {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return new OpaqueToken(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** SHA-256 is enough for a word of 256 random bits. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "•••";
  }
}
