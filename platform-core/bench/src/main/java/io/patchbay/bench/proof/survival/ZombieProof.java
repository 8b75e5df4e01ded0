package io.patchbay.bench.proof.survival;

import io.patchbay.bench.proof.Proof;
import io.patchbay.bench.proof.ProofRun;
import io.patchbay.bench.proof.installation.FaultProxy;
import io.patchbay.bench.proof.installation.Installation;
import io.patchbay.bench.proof.installation.Node;
import io.patchbay.bench.proof.installation.Rows;
import io.patchbay.bench.proof.installation.Sender;
import io.patchbay.bench.proof.installation.Tenant;
import io.patchbay.bench.proof.installation.Waits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** R6: a node is frozen, or loses the database, and comes back when others have its runs. */
public final class ZombieProof implements Proof {
  private static final int RUNS = 60;

  /** Rows and journals: a late write may change the one and leave the other. */
  private static final String ENDED =
      "select r.id::text, md5(concat_ws('|', r.state, r.epoch, r.finished_at, r.output, r.error,"
          + " r.reply, string_agg(j.sequence || j.entries, '|' order by j.sequence)))"
          + " from run r join journal j on j.tenant_id = r.tenant_id and j.run_id = r.id"
          + " where r.finished_at is not null group by r.tenant_id, r.id, r.accepted_at, r.state,"
          + " r.epoch, r.finished_at, r.output, r.error, r.reply";

  private static final String LOCKING =
      "select count(*) from pg_stat_activity where state = 'idle in transaction'"
          + " and query like '%for update%'";

  /** A write with a large value is a transaction: first the value, then what locks runs. */
  private static final int ANSWER = 2;

  private interface Fault {
    void begin() throws Exception;
  }

  @Override
  public String id() {
    return "R6";
  }

  @Override
  public String promise() {
    return "a node that lost its runs and comes back writes nothing";
  }

  @Override
  public String lasts() {
    return "small: away for 25 s, 3 minutes; full: 120 s, 9 minutes";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    Duration away = Duration.ofSeconds(run.scale().pick(25, 120));
    try (Installation patchbay = Installation.open(run.home(), id());
        FaultProxy line = new FaultProxy(patchbay.databasePort());
        Sender sender = new Sender()) {
      run.say("starting two nodes, one of them behind a proxy");
      Node healthy = patchbay.addNode();
      healthy.start();
      healthy.awaitReady();
      Node victim =
          patchbay.addNode(
              patchbay
                  .databaseAddress()
                  .replace(":" + patchbay.databasePort() + "/", ":" + line.port() + "/"),
              Map.of());
      victim.start();
      victim.awaitReady();
      Tenant tenant = patchbay.tenant("zombie");
      tenant.live(Flows.threeLargeCalls("zombie", patchbay.thirdParty().address()));
      Waits.pause(Duration.ofSeconds(4));
      Scene scene = new Scene(run, patchbay, sender, tenant, victim, away);
      scene.play("frozen", victim::freeze, victim::thaw);
      scene.play(
          "silent line",
          () -> silenceInAWrite(patchbay, line),
          () -> line.set(FaultProxy.Line.GOOD));
      scene.play(
          "cut line", () -> line.set(FaultProxy.Line.CUT), () -> line.set(FaultProxy.Line.GOOD));
    }
  }

  /** The node has locked rows of runs and says no more: the worst moment for the others. */
  private static void silenceInAWrite(Installation patchbay, FaultProxy line) throws Exception {
    Rows rows = new Rows(patchbay);
    for (int i = 0; i < 200; i++) {
      line.silenceInTransaction(ANSWER);
      Waits.until(Duration.ofSeconds(20), () -> line.line() == FaultProxy.Line.SILENT);
      if (rows.number(LOCKING) > 0) {
        return;
      }
      line.set(FaultProxy.Line.GOOD);
    }
    throw new IllegalStateException("No write was met in its middle.");
  }

  private record Scene(
      ProofRun run,
      Installation patchbay,
      Sender sender,
      Tenant tenant,
      Node victim,
      Duration away) {

    void play(String name, Fault begin, Fault end) throws Exception {
      Rows rows = new Rows(patchbay);
      patchbay.thirdParty().delay(_ -> Duration.ofMillis(3_000));
      List<Sender.Answer> answers =
          Posts.all(
              RUNS,
              16,
              i -> sender.post(patchbay.node(i % 2).port(), tenant.hook("/zombie"), "{}", ""));
      Set<String> runs = answers.stream().map(Sender.Answer::run).collect(Collectors.toSet());
      Waits.until(Duration.ofSeconds(20), () -> held(rows).size() > 3);
      Set<String> held = held(rows);
      begin.begin();
      run.say("%s: %s held %d runs of %d", name, victim.name(), held.size(), runs.size());
      long start = System.nanoTime();
      Set<String> falselyAccepted = new java.util.HashSet<>();
      if (!name.equals("frozen")) {
        for (int i = 0; i < 3; i++) {
          Sender.Answer answer = sender.post(victim.port(), tenant.hook("/zombie"), "{}", "");
          if (answer.accepted() && !answer.run().isEmpty()) {
            falselyAccepted.add(answer.run());
          }
        }
      }
      boolean taken = Waits.until(Duration.ofSeconds(60), () -> ended(rows, held));
      Waits.pause(away.minusNanos(System.nanoTime() - start));
      Map<String, String> before = rows.map(ENDED);
      int calls = patchbay.thirdParty().count();
      long back = System.nanoTime();
      end.begin();
      Waits.pause(Duration.ofSeconds(12));
      Map<String, String> after = rows.map(ENDED);
      long changed =
          before.entrySet().stream()
              .filter(one -> !one.getValue().equals(after.get(one.getKey())))
              .count();
      List<String> known = new ArrayList<>(rows.set("select id::text from run"));
      falselyAccepted.removeAll(known);
      boolean healed =
          Waits.until(Duration.ofSeconds(60), () -> rows.open() == 0 && victim.isReady());
      run.figure("runs the node held, " + name, held.size());
      run.figure(
          "calls it made after it came back, " + name, patchbay.thirdParty().count() - calls);
      run.claim("it held runs when it went away", held.size() > 3, "only " + held.size());
      run.claim("others ended its runs meanwhile", taken, "not within 60 s, " + name);
      run.claim(
          "no ended run and no journal of one changed afterwards",
          changed == 0,
          changed + ", " + name);
      long late =
          patchbay.thirdParty().log().stream()
              .filter(call -> call.arrivedNanos() > back && before.containsKey(call.run()))
              .count();
      run.claim("no call is made for a run that others had ended", late == 0, late + ", " + name);
      run.claim("no journal has a gap or two ends", broken(rows) == 0, broken(rows) + ", " + name);
      run.claim("no false 202", falselyAccepted.isEmpty(), falselyAccepted.size() + ", " + name);
      run.claim("it works again without a restart", healed, "not within 60 s, " + name);
    }

    private Set<String> held(Rows rows) throws SQLException {
      return rows.set(
          "select id::text from run where state = 'RUNNING' and lease_owner = ?", victim.name());
    }

    private static boolean ended(Rows rows, Set<String> runs) throws SQLException {
      return rows.set("select id::text from run where finished_at is not null").containsAll(runs);
    }

    private static long broken(Rows rows) throws SQLException {
      return rows.number(
          Rows.ENTRIES
              + "select count(*) from (select run_id from entry group by run_id having"
              + " max(sequence) <> count(*) or count(*) filter (where kind = 'RUN_FINISHED') > 1) x");
    }
  }
}
