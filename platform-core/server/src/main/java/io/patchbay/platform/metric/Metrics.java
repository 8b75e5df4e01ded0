package io.patchbay.platform.metric;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Figures in the text format of Prometheus. Labels are few and bounded by the code (a state, a
 * kind), never a tenant's text: a name with more than 200 label sets stops taking new ones.
 */
@Singleton
public class Metrics {

  private static final int MAX_SERIES = 200;

  /** Upper bounds of duration buckets, in seconds. */
  private static final double[] BOUNDS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800
  };

  private sealed interface Series {}

  private record Count(LongAdder value) implements Series {}

  private record Gauge(DoubleSupplier value) implements Series {}

  private record Durations(LongAdder[] buckets, LongAdder count, DoubleAdder sum)
      implements Series {}

  private record Family(String help, String type, Map<String, Series> series) {}

  private final Map<String, Family> families = new ConcurrentSkipListMap<>();

  /** Counts one more; names end in {@code _total}. Labels are pairs: name, value, name, value. */
  public void count(String name, String help, String... labels) {
    counter(name, help, labels).increment();
  }

  /** As {@link #count}, to be kept by those who count often. */
  public LongAdder counter(String name, String help, String... labels) {
    return series(name, help, "counter", labels, () -> new Count(new LongAdder()))
            instanceof Count count
        ? count.value()
        : new LongAdder();
  }

  /** Shows what the supplier says when Prometheus asks; it must be quick. */
  public void gauge(String name, String help, DoubleSupplier value, String... labels) {
    series(name, help, "gauge", labels, () -> new Gauge(value));
  }

  /** Notes how long something took; names end in {@code _seconds}. */
  public void duration(String name, String help, double seconds, String... labels) {
    Series series = series(name, help, "histogram", labels, Metrics::durations);
    if (series instanceof Durations durations) {
      for (int i = 0; i < BOUNDS.length; i++) {
        if (seconds <= BOUNDS[i]) {
          durations.buckets()[i].increment();
        }
      }
      durations.count().increment();
      durations.sum().add(seconds);
    }
  }

  private static Series durations() {
    LongAdder[] buckets = new LongAdder[BOUNDS.length];
    java.util.Arrays.setAll(buckets, i -> new LongAdder());
    return new Durations(buckets, new LongAdder(), new DoubleAdder());
  }

  private Series series(
      String name, String help, String type, String[] labels, Supplier<Series> fresh) {
    Family family = families.get(name);
    if (family == null) {
      family =
          families.computeIfAbsent(name, n -> new Family(help, type, new ConcurrentHashMap<>()));
    }
    String key = labels(labels);
    Series known = family.series().get(key);
    if (known != null) {
      return known;
    }
    return family.series().size() >= MAX_SERIES
        ? fresh.get()
        : family.series().computeIfAbsent(key, k -> fresh.get());
  }

  private static String labels(String[] pairs) {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      String value = pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      labels.append(i == 0 ? "" : ",").append(pairs[i]).append("=\"").append(value).append('"');
    }
    return labels.toString();
  }

  /** Everything, as Prometheus reads it. */
  public String text() {
    StringBuilder out = new StringBuilder();
    families.forEach(
        (name, family) -> {
          out.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
          out.append("# TYPE ").append(name).append(' ').append(family.type()).append('\n');
          new TreeMap<>(family.series())
              .forEach((labels, series) -> write(out, name, labels, series));
        });
    return out.toString();
  }

  private static void write(StringBuilder out, String name, String labels, Series series) {
    switch (series) {
      case Count(LongAdder value) -> line(out, name, labels, Long.toString(value.sum()));
      case Gauge(DoubleSupplier value) ->
          line(out, name, labels, Double.toString(value.getAsDouble()));
      case Durations(LongAdder[] buckets, LongAdder count, DoubleAdder sum) -> {
        String before = labels.isEmpty() ? "" : labels + ",";
        for (int i = 0; i < BOUNDS.length; i++) {
          line(
              out,
              name + "_bucket",
              before + "le=\"" + BOUNDS[i] + "\"",
              Long.toString(buckets[i].sum()));
        }
        line(out, name + "_bucket", before + "le=\"+Inf\"", Long.toString(count.sum()));
        line(out, name + "_sum", labels, Double.toString(sum.sum()));
        line(out, name + "_count", labels, Long.toString(count.sum()));
      }
    }
  }

  private static void line(StringBuilder out, String name, String labels, String value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ').append(value).append('\n');
  }
}
