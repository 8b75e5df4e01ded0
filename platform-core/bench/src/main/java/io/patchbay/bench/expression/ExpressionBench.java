package io.patchbay.bench.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks of expressions and prints them as ratios. The table takes the best round of
 * each, which other work on the machine disturbs least; the file has all of them. Arguments: {@code
 * --out file} for the figures as JSON, {@code --quick} for fewer rounds, {@code --gc} to see
 * allocation too.
 */
public final class ExpressionBench {
  private ExpressionBench() {}

  public static void main(String... args) throws RunnerException, IOException {
    Path out = Path.of("expression-bench.json");
    boolean quick = false;
    boolean gc = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--out" -> {
          if (++i == args.length) {
            throw new IllegalArgumentException("--out needs a file");
          }
          out = Path.of(args[i]);
        }
        case "--quick" -> quick = true;
        case "--gc" -> gc = true;
        default ->
            throw new IllegalArgumentException(
                "Unknown argument '" + args[i] + "'. Known: --out <file>, --quick, --gc");
      }
    }
    if (out.getParent() != null) {
      Files.createDirectories(out.getParent());
    }
    Collection<RunResult> results = new Runner(options(out, quick, gc).build()).run();
    System.out.println(table(results));
    System.out.println("Figures: " + out.toAbsolutePath());
  }

  private static ChainedOptionsBuilder options(Path out, boolean quick, boolean gc) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + EvaluationBenchmark.class.getSimpleName() + "\\.")
            .forks(quick ? 1 : 2)
            .warmupIterations(quick ? 3 : 4)
            .warmupTime(TimeValue.milliseconds(700))
            .measurementIterations(quick ? 4 : 8)
            .measurementTime(TimeValue.milliseconds(350))
            .jvmArgs("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC")
            .resultFormat(ResultFormatType.JSON)
            .result(out.toString());
    return gc ? options.addProfiler("gc") : options;
  }

  private static String table(Collection<RunResult> results) {
    Map<Sample, Map<String, Double>> figures = new EnumMap<>(Sample.class);
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      figures
          .computeIfAbsent(
              Sample.valueOf(result.getParams().getParam("sample")), s -> new HashMap<>())
          .put(
              benchmark.substring(benchmark.lastIndexOf('.') + 1),
              result.getPrimaryResult().getStatistics().getMin());
    }
    StringBuilder table = new StringBuilder();
    table.append(
        """

        ns an evaluation                     by hand  Patchbay  without budget  jackson-jq  (no variables)
        """);
    figures.forEach(
        (sample, f) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%-35s %8.0f  %8.0f  %14.0f  %10.0f  %14.0f%n",
                    sample.title(),
                    f.get("handCoded"),
                    f.get("patchbay"),
                    f.get("unmetered"),
                    f.get("jacksonJq"),
                    f.get("jacksonJqBare"))));
    table.append(
        "\n"
            + "Patchbay against                     by hand  budget costs  jackson-jq  (no"
            + " variables)\n");
    figures.forEach((sample, f) -> table.append(ratios(sample, f)));
    return table.toString();
  }

  private static String ratios(Sample sample, Map<String, Double> f) {
    double own = f.getOrDefault("patchbay", Double.NaN);
    return String.format(
        Locale.ROOT,
        "%-35s %6.2fx time %11.1f%%  %5.1fx faster  %7.1fx faster%n",
        sample.title(),
        own / f.getOrDefault("handCoded", Double.NaN),
        (own / f.getOrDefault("unmetered", Double.NaN) - 1) * 100,
        f.getOrDefault("jacksonJq", Double.NaN) / own,
        f.getOrDefault("jacksonJqBare", Double.NaN) / own);
  }
}
