package io.patchbay.sandbox;

import java.util.concurrent.atomic.AtomicLong;

/** Ids that look random and are not: a sandbox that is started again gives the same ones. */
public final class Ids {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";

  private final AtomicLong count = new AtomicLong();

  public String next(String prefix) {
    return prefix + spread(count.incrementAndGet(), 14);
  }

  public String digits(String prefix, int length) {
    long mixed = mix(count.incrementAndGet()) >>> 1;
    String digits = String.format("%019d", mixed);
    return prefix + digits.substring(digits.length() - length);
  }

  private static String spread(long number, int length) {
    StringBuilder text = new StringBuilder();
    long mixed = mix(number);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt((int) Long.remainderUnsigned(mixed, ALPHABET.length())));
      mixed = Long.divideUnsigned(mixed, ALPHABET.length());
      if (mixed == 0) {
        mixed = mix(number + i + 1);
      }
    }
    return text.toString();
  }

  /** Finaliser of SplitMix64: one to one, so different counts give different ids. */
  public static long mix(long number) {
    long z = number * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
