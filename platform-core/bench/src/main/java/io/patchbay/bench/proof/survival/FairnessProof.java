package io.patchbay.bench.proof.survival;

import io.patchbay.bench.proof.Proof;
import io.patchbay.bench.proof.ProofRun;
import io.patchbay.bench.proof.installation.Installation;
import io.patchbay.bench.proof.installation.Rows;
import io.patchbay.bench.proof.installation.Sender;
import io.patchbay.bench.proof.installation.Tenant;
import io.patchbay.bench.proof.installation.ThirdParty;
import io.patchbay.bench.proof.installation.Waits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** R14: one tenant queues very many runs; another sends ten a second and must not notice. */
public final class FairnessProof implements Proof {
  private static final int SECONDS = 30;
  private static final int CHUNK = 25_000;

  @Override
  public String id() {
    return "R14";
  }

  @Override
  public String promise() {
    return "a tenant's long queue does not delay another tenant: p95 start within 1 s";
  }

  @Override
  public String lasts() {
    return "small: 200,000 queued, 1 minute; full: 1,000,000, 10 minutes";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    int queued = run.scale().pick(200_000, 1_000_000);
    try (Installation patchbay = Installation.open(run.home(), id());
        Sender sender = new Sender()) {
      run.say("starting one node");
      int port = patchbay.start(1).getFirst().port();
      String partner = patchbay.thirdParty().address();
      patchbay.thirdParty().delay(_ -> Duration.ofMillis(20));
      Tenant greedy = patchbay.tenant("greedy");
      Tenant modest = patchbay.tenant("modest");
      String flow = greedy.live(Flows.oneCall("bulk", partner));
      modest.live(Flows.oneCall("few", partner));
      Waits.pause(Duration.ofSeconds(3));
      Rows rows = new Rows(patchbay);
      fill(run, rows, flow, queued);
      Waits.until(Duration.ofSeconds(20), () -> patchbay.thirdParty().count() > 200);
      run.say("another tenant sends ten a second for %d s", SECONDS);
      int refused = 0;
      Map<String, Long> sent = new HashMap<>();
      for (int i = 0; i < SECONDS * 10; i++) {
        long start = System.nanoTime();
        long due = start + 100_000_000L;
        Sender.Answer answer = sender.post(port, modest.hook("/few"), "{}", "");
        refused += answer.accepted() ? 0 : 1;
        sent.put(answer.run(), start);
        Waits.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      }
      long left = rows.number("select count(*) from run where state = 'QUEUED'");
      Waits.until(Duration.ofSeconds(30), () -> open(rows) == 0);
      List<Double> waits = waits(patchbay.thirdParty(), sent);
      double p50 = at(waits, 0.5);
      double p95 = at(waits, 0.95);
      run.figure("queued by one tenant", "%,d".formatted(queued));
      run.figure("of them still queued at the end", "%,d".formatted(left));
      run.figure("runs of the other tenant", waits.size());
      run.figure("request until its call, p50", seconds(p50));
      run.figure("request until its call, p95", seconds(p95));
      run.figure("request until its call, slowest", seconds(at(waits, 1)));
      run.claim("the queue was long all the time", left > 0, "it ran empty");
      run.claim("the other tenant was not refused", refused == 0, refused + " times");
      run.claim("its p95 start is within 1 s", p95 <= 1, seconds(p95));
    }
  }

  private static long open(Rows rows) throws java.sql.SQLException {
    return rows.number(
        "select count(*) from run r join flow f on f.tenant_id = r.tenant_id and f.id = r.flow_id"
            + " where f.name = 'few' and r.finished_at is null");
  }

  /** Rows as an accepted run makes them, so that filling the queue takes seconds, not hours. */
  private static void fill(ProofRun run, Rows rows, String flow, int queued) throws Exception {
    for (int done = 0; done < queued; done += CHUNK) {
      int count = Math.min(CHUNK, queued - done);
      rows.list(
          "insert into run (tenant_id, id, flow_id, flow_version, state, trigger_kind, test,"
              + " reply_wanted, input, accepted_at, due_at) select f.tenant_id, uuidv7(), f.id,"
              + " f.published_version, 'QUEUED', 'WEBHOOK', false, false, '{}', now(), now()"
              + " from flow f, generate_series(1, ?) where f.id = ?",
          count,
          flow);
      rows.list(
          "insert into ledger (tenant_id, id, accepted, removed, at)"
              + " select tenant_id, uuidv7(), ?, 0, now() from flow where id = ?",
          count,
          flow);
    }
    run.say("%,d runs of one tenant are queued", queued);
    rows.list("analyze run");
  }

  /**
   * From when the request was sent until the run's call arrived, which is later than its start;
   * runs that begin where they are accepted say that they began at once.
   */
  private static List<Double> waits(ThirdParty partner, Map<String, Long> sent) {
    Map<String, Long> arrived = new HashMap<>();
    partner.log().forEach(call -> arrived.putIfAbsent(call.run(), call.arrivedNanos()));
    long now = System.nanoTime();
    return sent.entrySet().stream()
        .map(one -> (arrived.getOrDefault(one.getKey(), now) - one.getValue()) / 1e9)
        .sorted()
        .toList();
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * share) - 1));
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f s", value);
  }
}
