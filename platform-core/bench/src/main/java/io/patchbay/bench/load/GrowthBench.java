package io.patchbay.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whether a run costs more when many runs are kept, and when there are many tenants with flows: two
 * platforms measured by turns, one of them full. The cost is processor time of server and database.
 */
final class GrowthBench {

  private static final double ALLOWED = 1.10;

  private final Path home;
  private final Options options;
  private final Facts facts = new Facts("growth");

  GrowthBench(Path home, Options options) {
    this.home = home;
    this.options = options;
  }

  void run() throws IOException, SQLException {
    Work work = new Work(home);
    Path folder = Files.createDirectories(work.folder());
    try (Platform small = start(folder, "small");
        Platform full = start(folder, "full");
        Partner partner = new Partner(0, Duration.ofMillis(5));
        Api smallApi = Api.of(small.folder());
        Api fullApi = Api.of(full.folder())) {
      smallApi.tenant(PatchbaySubject.TENANT);
      fullApi.tenant(PatchbaySubject.TENANT);
      int connections = options.connections();
      try (PatchbaySubject few =
              new PatchbaySubject(Workload.W2, small.folder(), smallApi, partner, connections);
          PatchbaySubject many =
              new PatchbaySubject(Workload.W2, full.folder(), fullApi, partner, connections)) {
        few.warmUp(options.warmUp());
        many.warmUp(options.warmUp());
        StoredRuns stored = new StoredRuns(full.folder());
        stored.multiply(many.flow(), Math.max(1, options.runs() / 1_000));
        facts.add("stored runs, full platform", stored.count());
        facts.add("stored runs, small platform", new StoredRuns(small.folder()).count());
        many.warmUp(5);
        compare("runs kept", few, many);
        tenants(smallApi, partner);
        try (PatchbaySubject spread =
            PatchbaySubject.spread(small.folder(), partner, connections, options.flows())) {
          spread.warmUp(options.warmUp());
          compare(options.flows() + " tenants and flows", few, spread);
        }
      }
    } finally {
      work.clean();
    }
    facts.print(System.out);
    facts.write(work.output("growth"));
  }

  private Platform start(Path folder, String name) throws IOException {
    return Platform.start(
        home, new Folder(folder.resolve(name)), folder.resolve(name + ".log"), false);
  }

  private void tenants(Api api, Partner partner) {
    String text = PatchbaySubject.text(Workload.W2, partner.port());
    for (int i = 0; i < options.flows(); i++) {
      String slug = PatchbaySubject.spreadTenant(i);
      api.tenant(slug);
      new Flows(api, slug).add(text);
    }
  }

  private void compare(String what, Subject few, Subject many) throws IOException, SQLException {
    List<Measurement> less = new ArrayList<>();
    List<Measurement> more = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      less.add(few.measure(options.seconds()));
      more.add(many.measure(options.seconds()));
    }
    double before = mean(less, GrowthBench::cost);
    double after = mean(more, GrowthBench::cost);
    facts.add(what + ": few, runs a second", mean(less, Measurement::perSecond));
    facts.add(what + ": many, runs a second", mean(more, Measurement::perSecond));
    for (String process : List.of("server", "postgres")) {
      String cost = ", processor milliseconds a run in " + process;
      facts.add(what + ": few" + cost, mean(less, one -> cost(one, process)));
      facts.add(what + ": many" + cost, mean(more, one -> cost(one, process)));
    }
    facts.add(what + ": few, processor milliseconds a run", before);
    facts.add(what + ": many, processor milliseconds a run", after);
    facts.atMost(what + ": cost of many to cost of few", after / before, ALLOWED);
  }

  private static double cost(Measurement one) {
    return cost(one, "server") + cost(one, "postgres");
  }

  private static double cost(Measurement one, String process) {
    return 1000 * one.cores().getOrDefault(process, 0.0) / Math.max(0.001, one.perSecond());
  }

  private static double mean(List<Measurement> of, ToDoubleFunction<Measurement> what) {
    return of.stream().mapToDouble(what).average().orElse(0);
  }
}
