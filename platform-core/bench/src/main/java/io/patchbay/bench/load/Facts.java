package io.patchbay.bench.load;

import io.patchbay.launcher.Product;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Single figures with what was wanted of them. */
final class Facts {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private record Fact(String name, double value, String wanted, boolean held) {}

  private final String workload;
  private final List<Fact> facts = new ArrayList<>();

  Facts(String workload) {
    this.workload = workload;
  }

  void add(String name, double value) {
    add(name, value, "", true);
  }

  void atMost(String name, double value, double most) {
    add(name, value, String.format(Locale.ROOT, "at most %.2f", most), value <= most);
  }

  void exactly(String name, double value, double wanted) {
    add(name, value, String.format(Locale.ROOT, "exactly %.0f", wanted), value == wanted);
  }

  private void add(String name, double value, String wanted, boolean held) {
    Fact fact = new Fact(name, value, wanted, held);
    facts.add(fact);
    System.out.print(line(fact));
  }

  private static String line(Fact fact) {
    return String.format(
        Locale.ROOT,
        "%-62s %14.2f  %s%n",
        fact.name(),
        fact.value(),
        fact.wanted().isEmpty() ? "" : (fact.held() ? "held: " : "NOT HELD: ") + fact.wanted());
  }

  void print(PrintStream out) {
    out.printf("%n%s, %s%n%n", workload, Instant.now());
    facts.forEach(fact -> out.print(line(fact)));
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("workload", workload);
    root.put("at", Instant.now().toString());
    root.put("version", Product.version());
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.set("facts", JSON.valueToTree(facts));
    Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    System.out.println("\nWritten to " + file);
  }
}
