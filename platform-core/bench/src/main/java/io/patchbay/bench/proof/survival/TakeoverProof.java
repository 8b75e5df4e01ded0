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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** R5: one of two nodes is killed while 500 runs are under way. */
public final class TakeoverProof implements Proof {
  private static final int TENANTS = 5;
  private static final double FIRST = 15;
  private static final double P99 = 30;

  @Override
  public String id() {
    return "R5";
  }

  @Override
  public String promise() {
    return "another node goes on when one dies: first in 15 s, p99 in 30 s";
  }

  @Override
  public String lasts() {
    return "small: 1 death, 1 minute; full: 5 deaths, 5 minutes";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    int deaths = run.scale().pick(1, 5);
    try (Installation patchbay = Installation.open(run.home(), id());
        Sender sender = new Sender()) {
      run.say("starting two nodes");
      patchbay.start(2);
      List<String> hooks = new ArrayList<>();
      for (int i = 0; i < TENANTS; i++) {
        Tenant tenant = patchbay.tenant("over" + i);
        tenant.live(Flows.oneCall("over", patchbay.thirdParty().address(i)));
        hooks.add(tenant.hook("/over"));
      }
      Waits.pause(Duration.ofSeconds(4));
      for (int death = 0; death < deaths; death++) {
        if (death > 0) {
          Node dead = patchbay.node((death - 1) % 2);
          dead.start();
          dead.awaitReady();
        }
        once(run, patchbay, sender, hooks, death);
      }
    }
  }

  private static void once(
      ProofRun run, Installation patchbay, Sender sender, List<String> hooks, int death)
      throws Exception {
    int wanted = 500;
    String which = " (death " + (death + 1) + ")";
    Rows rows = new Rows(patchbay);
    ThirdParty partner = patchbay.thirdParty();
    partner.forget();
    CompletableFuture<Duration> gate = new CompletableFuture<>();
    partner.delay(_ -> gate.join());
    int victim = death % 2;
    Posts.all(
        wanted,
        32,
        i -> sender.post(patchbay.node(i % 2).port(), hooks.get(i % TENANTS), "{}", ""));
    boolean all = Waits.until(Duration.ofSeconds(50), () -> partner.count() >= wanted);
    Map<String, String> owners =
        rows.map("select lease_owner, count(*) from run where state = 'RUNNING' group by 1");
    run.say("runs under way by node: %s", owners);
    run.claim("500 calls are under way", all, partner.count() + " are");
    Set<String> orphans =
        rows.set(
            "select id::text from run where state = 'RUNNING' and lease_owner = ?",
            patchbay.node(victim).name());
    patchbay.node(victim).kill();
    long killed = System.nanoTime();
    gate.complete(Duration.ZERO);
    run.say("killed %s with %d runs", patchbay.node(victim).name(), orphans.size());
    boolean over =
        Waits.until(
            Duration.ofSeconds(90), () -> again(partner, orphans, killed).size() == orphans.size());
    Map<String, Double> seconds = again(partner, orphans, killed);
    List<Double> sorted = seconds.values().stream().sorted().toList();
    run.claim("runs of the dead node were there to be taken over", orphans.size() > 50, "too few");
    run.claim("every run was taken over", over, orphans.size() - seconds.size() + " were not");
    if (!sorted.isEmpty()) {
      double first = sorted.getFirst();
      double p99 = sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
      run.figure("runs taken over" + which, sorted.size());
      run.figure("first after" + which, seconds(first));
      run.figure("p99 after" + which, seconds(p99));
      run.claim("the first within 15 s", first <= FIRST, seconds(first));
      run.claim("p99 within 30 s", p99 <= P99, seconds(p99));
    }
    boolean ended = Waits.until(Duration.ofSeconds(120), () -> rows.open() == 0);
    run.claim("every run ends", ended, rows.open() + " have not");
  }

  /** How long after the death each of the runs made its call again. */
  private static Map<String, Double> again(ThirdParty partner, Set<String> runs, long killed) {
    Map<String, Double> seconds = new HashMap<>();
    for (ThirdParty.Call call : partner.log()) {
      if (call.arrivedNanos() > killed && runs.contains(call.run())) {
        seconds.putIfAbsent(call.run(), (call.arrivedNanos() - killed) / 1e9);
      }
    }
    return seconds;
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.1f s", value);
  }
}
