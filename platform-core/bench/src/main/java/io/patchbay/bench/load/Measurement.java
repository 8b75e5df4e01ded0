package io.patchbay.bench.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one turn of one subject showed.
 *
 * @param perSecond what counts: answers, or runs that ended
 * @param latencies of what counts
 * @param cores how much of a processor each process used
 * @param megabytes the most its server had in memory; 0 unknown
 * @param note what a reader should know besides
 */
record Measurement(
    double perSecond,
    double p50,
    double p95,
    double p99,
    long errors,
    Map<String, Double> cores,
    double megabytes,
    String note) {

  Measurement {
    cores = Map.copyOf(new TreeMap<>(cores));
  }
}
