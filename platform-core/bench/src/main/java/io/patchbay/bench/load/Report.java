package io.patchbay.bench.load;

import io.patchbay.launcher.Product;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gathers measurements; the middle one of a subject's rounds stands for it. */
final class Report {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final String workload;
  private final Options options;
  private final Map<String, List<Measurement>> rounds = new LinkedHashMap<>();

  Report(String workload, Options options) {
    this.workload = workload;
    this.options = options;
  }

  void add(String subject, Measurement measurement) {
    rounds.computeIfAbsent(subject, name -> new ArrayList<>()).add(measurement);
  }

  private static Measurement middle(List<Measurement> of) {
    return of.stream()
        .sorted(Comparator.comparingDouble(Measurement::perSecond))
        .toList()
        .get(of.size() / 2);
  }

  private Map<String, Measurement> middles() {
    Map<String, Measurement> middles = new LinkedHashMap<>();
    rounds.forEach((name, all) -> middles.put(name, middle(all)));
    return middles;
  }

  void print(PrintStream out) {
    Map<String, Measurement> middles = middles();
    out.println();
    out.printf(
        Locale.ROOT,
        "%s: %d connections, %d rounds of %d s, %d processors, %s%n%n",
        workload,
        options.connections(),
        options.rounds(),
        options.seconds(),
        Runtime.getRuntime().availableProcessors(),
        Instant.now().truncatedTo(ChronoUnit.MINUTES));
    out.printf(
        "%-28s %9s %8s %8s %8s %7s  %s%n",
        "", "a second", "p50 ms", "p95 ms", "p99 ms", "errors", "processors used; peak memory");
    middles.forEach((name, one) -> out.print(line(name, one)));
    out.println();
    for (Map.Entry<String, Measurement> ours : middles.entrySet()) {
      if (!ours.getKey().contains("Patchbay")) {
        continue;
      }
      for (Map.Entry<String, Measurement> other : middles.entrySet()) {
        if (!other.getKey().contains("Patchbay")) {
          out.printf(
              Locale.ROOT,
              "%-28s %6.2f of %s%n",
              ours.getKey(),
              ours.getValue().perSecond() / other.getValue().perSecond(),
              other.getKey());
        }
      }
      out.printf(
          Locale.ROOT,
          "%-28s %6.2f times p50 is p99%n",
          ours.getKey(),
          ours.getValue().p99() / Math.max(0.001, ours.getValue().p50()));
    }
  }

  private static String line(String name, Measurement one) {
    StringBuilder cores = new StringBuilder();
    one.cores().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e -> cores.append(String.format(Locale.ROOT, "%s %.2f ", e.getKey(), e.getValue())));
    if (one.megabytes() > 0) {
      cores.append(String.format(Locale.ROOT, "; %.0f MB ", one.megabytes()));
    }
    return String.format(
        Locale.ROOT,
        "%-28s %9.0f %8.2f %8.2f %8.2f %7d  %s%s%n",
        name,
        one.perSecond(),
        one.p50(),
        one.p95(),
        one.p99(),
        one.errors(),
        cores,
        one.note().isEmpty() ? "" : "; " + one.note());
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("workload", workload);
    root.put("at", Instant.now().toString());
    root.put("version", Product.version());
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.put("connections", options.connections());
    root.put("seconds", options.seconds());
    ObjectNode subjects = root.putObject("subjects");
    rounds.forEach(
        (name, all) -> {
          ArrayNode list = subjects.putArray(name);
          all.forEach(one -> list.add(JSON.valueToTree(one)));
        });
    ObjectNode ratios = root.putObject("ratios");
    Map<String, Measurement> middles = middles();
    middles.forEach(
        (ours, a) ->
            middles.forEach(
                (other, b) -> {
                  if (ours.contains("Patchbay") && !other.contains("Patchbay")) {
                    ratios.put(ours + " / " + other, a.perSecond() / b.perSecond());
                  }
                }));
    Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    System.out.println("\nWritten to " + file);
  }
}
