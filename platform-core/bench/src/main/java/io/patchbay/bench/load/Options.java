package io.patchbay.bench.load;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param workload W1, W2, W3, W5 or growth
 * @param seconds of each measured stretch
 * @param rounds how often each subject takes its turn
 * @param flows of W5 that fire every second; tenants of growth, at most 9999
 * @param runs of W5 that wait; of growth that are stored
 * @param data of the platform that is started; a fresh folder that is deleted afterwards if absent
 * @param attach data folder of a platform that runs already
 * @param keep leave the platform running, for {@code --attach}
 * @param only the subjects whose name begins with one of these; empty: all
 */
record Options(
    String workload,
    int seconds,
    int warmUp,
    int connections,
    int rounds,
    int flows,
    int runs,
    Optional<Path> data,
    Optional<Path> attach,
    boolean keep,
    boolean profile,
    List<String> only) {

  static final String USAGE =
      """
      ./patchbay bench WORKLOAD      W1, W2, W3, W5, growth or expression
          --seconds N                length of a measured stretch (10)
          --warm-up N                seconds before the first stretch (40)
          --connections N            requests or runs under way (32)
          --rounds N                 turns of each subject, alternating (2)
          --flows N                  W5: flows that fire every second; growth: tenants with a flow (1000)
          --runs N                   W5: runs that wait (100000); growth: runs that are stored (1000000)
          --only NAME,NAME           only subjects that begin so, for example --only W1
          --profile                  record the server and print where its time and memory go
          --data FOLDER              keep the platform's data here instead of in a folder for once
          --keep                     leave the platform running at the end
          --attach FOLDER            use the platform that runs on this folder, started with --keep
      """;

  static Options parse(List<String> words) {
    Deque<String> rest = new ArrayDeque<>(words);
    String workload = "";
    int seconds = 10;
    int warmUp = 40;
    int connections = 32;
    int rounds = 2;
    int flows = 1_000;
    int runs = workload(words).equals("growth") ? 1_000_000 : 100_000;
    Optional<Path> data = Optional.empty();
    Optional<Path> attach = Optional.empty();
    boolean keep = false;
    boolean profile = false;
    List<String> only = new ArrayList<>();
    while (!rest.isEmpty()) {
      String word = rest.remove();
      switch (word) {
        case "--seconds" -> seconds = number(word, rest);
        case "--warm-up" -> warmUp = number(word, rest);
        case "--connections" -> connections = number(word, rest);
        case "--rounds" -> rounds = number(word, rest);
        case "--flows" -> flows = number(word, rest);
        case "--runs" -> runs = number(word, rest);
        case "--data" -> data = Optional.of(Path.of(value(word, rest)).toAbsolutePath());
        case "--attach" -> attach = Optional.of(Path.of(value(word, rest)).toAbsolutePath());
        case "--keep" -> keep = true;
        case "--profile" -> profile = true;
        case "--only" -> only.addAll(List.of(value(word, rest).split(",")));
        default -> {
          if (word.startsWith("--") || !workload.isEmpty()) {
            throw new BenchProblem("bench does not know '" + word + "'.\n" + USAGE);
          }
          workload = word;
        }
      }
    }
    return new Options(
        workload,
        Math.max(1, seconds),
        warmUp,
        Math.max(1, connections),
        Math.max(1, rounds),
        Math.max(1, flows),
        Math.max(1, runs),
        data,
        attach,
        keep,
        profile,
        List.copyOf(only));
  }

  private static String workload(List<String> words) {
    return words.isEmpty() ? "" : words.getFirst();
  }

  boolean wants(String subject) {
    return only.isEmpty() || only.stream().anyMatch(subject::startsWith);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new BenchProblem(option + " needs a value.\n" + USAGE);
    }
    return rest.remove();
  }

  private static int number(String option, Deque<String> rest) {
    String text = value(option, rest);
    if (!text.matches("\\d{1,8}")) {
      throw new BenchProblem(option + " must be a number, not '" + text + "'.");
    }
    return Integer.parseInt(text);
  }
}
