package io.patchbay.bench.load;

/** Counts durations in buckets of about one per cent; one thread writes. */
final class Latencies {

  private static final int SUB = 64;
  private final long[] counts = new long[SUB * 40];
  private long total;

  void add(long nanos) {
    counts[bucket(Math.max(0, nanos / 1000))]++;
    total++;
  }

  long count() {
    return total;
  }

  void add(Latencies other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  /** Milliseconds below which this share of the durations lies; 0 when there are none. */
  double percentile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(total * share));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return middle(i) / 1000.0;
      }
    }
    return 0;
  }

  private static int bucket(long micros) {
    if (micros < SUB) {
      return (int) micros;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(micros) - 6;
    int bucket = SUB * (exponent + 1) + (int) (micros >>> exponent) - SUB;
    return Math.min(bucket, SUB * 40 - 1);
  }

  private static double middle(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int exponent = bucket / SUB - 1;
    return ((long) (bucket % SUB + SUB) << exponent) + (1L << exponent) / 2.0;
  }
}
