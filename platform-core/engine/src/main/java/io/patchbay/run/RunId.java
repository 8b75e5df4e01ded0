package io.patchbay.run;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The id of a run: a UUID of version 7, so ids sort by the time of their making. */
public record RunId(UUID value) implements Comparable<RunId> {

  public static RunId create(Instant now, RandomGenerator random) {
    long millis = now.toEpochMilli() & 0xFFFF_FFFF_FFFFL;
    long high = millis << 16 | 0x7000L | random.nextLong() & 0x0FFFL;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new RunId(new UUID(high, low));
  }

  public static RunId parse(String text) {
    return new RunId(UUID.fromString(text));
  }

  /** The time of its making, in milliseconds. */
  public Instant createdAt() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
  }

  @Override
  public int compareTo(RunId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
