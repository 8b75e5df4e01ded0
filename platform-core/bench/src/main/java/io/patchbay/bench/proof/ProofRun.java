package io.patchbay.bench.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One execution of a proof: what it may use, and what it found. Thread-safe. */
public final class ProofRun {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_SHOWN = 20;

  private final Proof proof;
  private final Path home;
  private final Scale scale;
  private final long seed;
  private final PrintStream out;
  private final Instant started = Instant.now();
  private final Map<String, String> figures = new LinkedHashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Boolean> claims = new LinkedHashMap<>();

  ProofRun(Proof proof, Path home, Scale scale, long seed, PrintStream out) {
    this.proof = proof;
    this.home = home;
    this.scale = scale;
    this.seed = seed;
    this.out = out;
  }

  /** The folder of the start script. */
  public Path home() {
    return home;
  }

  public Scale scale() {
    return scale;
  }

  public long seed() {
    return seed;
  }

  public synchronized void say(String format, Object... values) {
    double seconds = Duration.between(started, Instant.now()).toMillis() / 1e3;
    out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds, format.formatted(values));
    out.flush();
  }

  /** A line of the final table. */
  public synchronized void figure(String name, Object value) {
    figures.put(name, String.valueOf(value));
  }

  /** A sentence that must be true; the last word about a sentence that is asked again is "no". */
  public synchronized void claim(String sentence, boolean holds, String otherwise) {
    claims.merge(sentence, holds, Boolean::logicalAnd);
    if (!holds) {
      violation(sentence + ": " + otherwise);
    }
  }

  public synchronized void violation(String what) {
    violations.add(what);
    if (violations.size() <= MOST_SHOWN) {
      say("VIOLATION  %s", what);
    }
  }

  public synchronized boolean holds() {
    return violations.isEmpty() && claims.values().stream().allMatch(Boolean::booleanValue);
  }

  /** Prints the table and the verdict, and writes both to a file. */
  synchronized void finish() throws IOException {
    Duration took = Duration.between(started, Instant.now());
    out.println();
    figures.forEach((name, value) -> out.printf("  %-52s %20s%n", name, value));
    claims.forEach((name, holds) -> out.printf("  %-64s %8s%n", name, holds ? "holds" : "BROKEN"));
    out.printf(
        Locale.ROOT,
        "%n%s %s  %s (%s, seed %d, %.1f s)%n",
        holds() ? "PASS" : "FAIL",
        proof.id(),
        proof.promise(),
        scale.name().toLowerCase(Locale.ROOT),
        seed,
        took.toMillis() / 1e3);
    Path file = file();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(took)));
    out.println("Written to " + file);
  }

  private Path file() {
    return home.resolve("target/proofs").resolve(proof.id() + ".json");
  }

  private ObjectNode json(Duration took) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", proof.id()).put("promise", proof.promise()).put("passed", holds());
    node.put("scale", scale.name()).put("seed", seed);
    node.put("at", started.toString()).put("seconds", took.toMillis() / 1e3);
    ObjectNode table = node.putObject("figures");
    figures.forEach(table::put);
    ObjectNode sentences = node.putObject("claims");
    claims.forEach(sentences::put);
    violations.stream().limit(1_000).forEach(node.putArray("violations")::add);
    return node;
  }
}
