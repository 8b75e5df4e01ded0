package io.patchbay.bench.proof.simulation;

import io.patchbay.bench.proof.Proof;
import io.patchbay.bench.proof.ProofRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** R20: the engine core in simulated worlds, one for each seed. */
public final class DeterminismProof implements Proof {
  private static final int CHUNK = 250;

  @Override
  public String id() {
    return "R20";
  }

  @Override
  public String promise() {
    return "the engine is deterministic, whatever crashes or freezes";
  }

  @Override
  public String lasts() {
    return "small: 5,000 seeds, under a minute; full: 100,000, about ten";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    int seeds = run.scale().pick(5_000, 100_000);
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    run.say("%,d seeds from %d on, %d at a time", seeds, run.seed(), threads);
    run.say("each: a flow, two nodes, up to 6 crashes and freezes, and the same again");
    long start = System.nanoTime();
    Totals totals = new Totals();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<List<SeedCheck.Seen>>> chunks = new ArrayList<>();
      for (int first = 0; first < seeds; first += CHUNK) {
        long from = run.seed() + first;
        int count = Math.min(CHUNK, seeds - first);
        chunks.add(pool.submit(() -> check(run, from, count)));
      }
      int tenth = Math.max(1, chunks.size() / 10);
      for (int i = 0; i < chunks.size(); i++) {
        outcome(chunks.get(i)).forEach(totals::add);
        if ((i + 1) % tenth == 0) {
          run.say("%,d seeds, %,d violations", totals.seeds, totals.wrong);
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    totals.print(run, seconds);
    run.claim("no seed breaks an invariant", totals.wrong == 0, totals.wrong + " did");
    run.claim("crashes and freezes happened", totals.crashes > 0 && totals.freezes > 0, "none");
    run.claim("calls under way were made again", totals.repeated > 0, "none was");
  }

  private static List<SeedCheck.Seen> outcome(Future<List<SeedCheck.Seen>> chunk)
      throws InterruptedException, ExecutionException {
    return chunk.get();
  }

  private static List<SeedCheck.Seen> check(ProofRun run, long from, int count) {
    List<SeedCheck.Seen> seen = new ArrayList<>(count);
    for (long seed = from; seed < from + count; seed++) {
      SeedCheck.Seen one;
      try {
        one = SeedCheck.check(seed);
      } catch (RuntimeException | StackOverflowError e) {
        one =
            new SeedCheck.Seen(
                0,
                0,
                0,
                0,
                0,
                "none",
                List.of(
                    "threw " + e + " at " + List.of(e.getStackTrace()).stream().limit(4).toList()));
      }
      for (String wrong : one.wrong()) {
        run.violation("seed " + seed + ": " + wrong);
      }
      seen.add(one);
    }
    return seen;
  }

  private static final class Totals {
    long seeds;
    long entries;
    long calls;
    long crashes;
    long freezes;
    long repeated;
    long wrong;
    final Map<String, Integer> ends = new TreeMap<>();

    void add(SeedCheck.Seen one) {
      seeds++;
      entries += one.entries();
      calls += one.calls();
      crashes += one.crashes();
      freezes += one.freezes();
      repeated += one.repeated();
      wrong += one.wrong().isEmpty() ? 0 : 1;
      ends.merge(one.end(), 1, Integer::sum);
    }

    void print(ProofRun run, double seconds) {
      run.figure("seeds", "%,d".formatted(seeds));
      run.figure("seeds a second", String.format(Locale.ROOT, "%.0f", seeds / seconds));
      run.figure("journal entries", "%,d".formatted(entries));
      run.figure("calls outwards", "%,d".formatted(calls));
      run.figure("crashes", "%,d".formatted(crashes));
      run.figure("freezes", "%,d".formatted(freezes));
      run.figure("calls made again, with the same key", "%,d".formatted(repeated));
      ends.forEach((end, count) -> run.figure("runs that ended " + end, "%,d".formatted(count)));
      run.figure("seeds with a violation", "%,d".formatted(wrong));
    }
  }
}
