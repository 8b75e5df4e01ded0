package io.patchbay.bench.proof.survival;

import io.patchbay.bench.proof.Proof;
import io.patchbay.bench.proof.ProofRun;
import io.patchbay.bench.proof.installation.Installation;
import io.patchbay.bench.proof.installation.Node;
import io.patchbay.bench.proof.installation.Rows;
import io.patchbay.bench.proof.installation.Sender;
import io.patchbay.bench.proof.installation.Tenant;
import io.patchbay.bench.proof.installation.ThirdParty;
import io.patchbay.bench.proof.installation.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** R17: both nodes are restarted, one after the other, while requests come in. */
public final class DrainProof implements Proof {
  private static final int CLIENTS = 8;
  private static final double LONGEST = 30;

  @Override
  public String id() {
    return "R17";
  }

  @Override
  public String promise() {
    return "a node that is asked to end drains in 30 s and fails nothing it accepted";
  }

  @Override
  public String lasts() {
    return "small: 1 rolling restart, 2 minutes; full: 10, 10 minutes";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    int rounds = run.scale().pick(1, 10);
    try (Installation patchbay = Installation.open(run.home(), id());
        Sender sender = new Sender()) {
      run.say("starting two nodes");
      patchbay.start(2);
      patchbay.thirdParty().delay(_ -> Duration.ofMillis(400));
      Tenant tenant = patchbay.tenant("drain");
      tenant.live(Flows.threeCalls("drain", patchbay.thirdParty().address()));
      Waits.pause(Duration.ofSeconds(4));
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger refused = new AtomicInteger();
      List<Double> seconds = new ArrayList<>();
      List<Long> asked = new CopyOnWriteArrayList<>();
      Thread restarts =
          Thread.ofPlatform().start(() -> rolling(run, patchbay, rounds, seconds, asked, over));
      List<String> accepted =
          Posts.inParallel(
              CLIENTS,
              number -> {
                List<String> mine = new ArrayList<>();
                for (int i = number; !over.get(); i++) {
                  Sender.Answer answer =
                      sender.post(patchbay.node(i % 2).port(), tenant.hook("/drain"), "{}", "");
                  if (answer.accepted()) {
                    mine.add(answer.run());
                  } else {
                    refused.incrementAndGet();
                  }
                  Waits.pause(Duration.ofMillis(150));
                }
                return mine;
              });
      restarts.join();
      check(run, patchbay, new HashSet<>(accepted), seconds, asked);
      run.figure("requests refused or not answered", refused.get());
    }
  }

  private static void rolling(
      ProofRun run,
      Installation patchbay,
      int rounds,
      List<Double> seconds,
      List<Long> asked,
      AtomicBoolean over) {
    try {
      for (int i = 0; i < rounds * 2; i++) {
        Waits.pause(Duration.ofSeconds(8));
        Node node = patchbay.node(i % 2);
        asked.add(System.nanoTime());
        Optional<Duration> took = node.terminate();
        double value = took.map(d -> d.toMillis() / 1e3).orElse(Double.POSITIVE_INFINITY);
        seconds.add(value);
        run.say("%s ended after %.1f s", node.name(), value);
        node.start();
        node.awaitReady();
      }
      Waits.pause(Duration.ofSeconds(3));
    } catch (Exception failed) {
      run.violation("the restarts stopped: " + failed);
    } finally {
      over.set(true);
    }
  }

  private static void check(
      ProofRun run,
      Installation patchbay,
      Set<String> accepted,
      List<Double> seconds,
      List<Long> asked)
      throws Exception {
    Rows rows = new Rows(patchbay);
    boolean ended = Waits.until(Duration.ofSeconds(90), () -> rows.open() == 0);
    Set<String> well = rows.set("select id::text from run where state = 'SUCCEEDED'");
    long failed = accepted.stream().filter(one -> !well.contains(one)).count();
    Map<String, Long> calls =
        patchbay.thirdParty().log().stream()
            .collect(Collectors.groupingBy(ThirdParty.Call::key, Collectors.counting()));
    long twice = calls.values().stream().filter(count -> count > 1).count();
    tell(run, patchbay.thirdParty().log(), calls, asked);
    double longest = seconds.stream().mapToDouble(one -> one).max().orElse(Double.NaN);
    run.figure("nodes asked to end", seconds.size());
    run.figure("longest drain", String.format(Locale.ROOT, "%.1f s", longest));
    run.figure("requests accepted", accepted.size());
    run.claim("a node drains within 30 s", longest <= LONGEST, longest + " s");
    run.claim("every run ends", ended, rows.open() + " have not");
    run.claim("no accepted request failed", failed == 0, failed + " did");
    run.claim("no call was made twice", twice == 0, twice + " were");
  }

  /** When calls were made that were made twice, beside when a node was asked to end. */
  private static void tell(
      ProofRun run, List<ThirdParty.Call> log, Map<String, Long> calls, List<Long> asked) {
    for (ThirdParty.Call call : log) {
      if (calls.getOrDefault(call.key(), 1L) > 1) {
        List<String> since =
            asked.stream()
                .map(at -> String.format(Locale.ROOT, "%.2f s", (call.arrivedNanos() - at) / 1e9))
                .toList();
        run.say("made twice: %s of run %s, %s after SIGTERM", call.path(), call.run(), since);
      }
    }
  }
}
