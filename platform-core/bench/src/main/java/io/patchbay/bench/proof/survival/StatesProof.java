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
import io.patchbay.run.EntryKind;
import io.patchbay.run.RunState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * R2 and R3: the node is killed while runs are in each state there is; all of them end, and the
 * third party saw a call twice only when a kill came in between, with the same key.
 */
public final class StatesProof implements Proof {
  private static final List<String> MODES =
      List.of("plain", "waits", "unsafe", "fails", "retries", "cancels", "dies", "plain");
  private static final int BATCH = 48;

  /** Of the tenant whose runs queue; those of the other begin where they are accepted. */
  private static final int LIMIT = 6;

  /** So long what a dead node has sent may take to arrive. */
  private static final Duration ARRIVAL = Duration.ofMillis(200);

  private final String id;

  /**
   * @param id R2 or R3: one experiment, two promises
   */
  public StatesProof(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String promise() {
    return id.equals("R2")
        ? "no run is lost or stuck, whatever it did when its node was killed"
        : "at least once outwards: twice only under a fault, with the same key";
  }

  @Override
  public String lasts() {
    return "small: 3 kills in each state, 3 minutes; full: 200, about 3 hours";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    int wanted = run.scale().pick(3, 200);
    try (Installation patchbay = Installation.open(run.home(), id);
        Sender sender = new Sender()) {
      run.say("starting one node");
      patchbay.start(1);
      new Experiment(run, patchbay, sender).carryOut(wanted);
    }
  }

  private static final class Experiment {
    private final ProofRun run;
    private final Installation patchbay;
    private final Sender sender;
    private final Node node;
    private final Rows rows;
    private final Random random;
    private final List<Tenant> tenants;
    private final Set<String> accepted = new HashSet<>();
    private final Map<RunState, Integer> states = new EnumMap<>(RunState.class);
    private final Map<EntryKind, Integer> kinds = new EnumMap<>(EntryKind.class);
    private String since = "2000-01-01 00:00:00+00";
    private final TreeMap<Long, Integer> kills = new TreeMap<>();

    Experiment(ProofRun run, Installation patchbay, Sender sender) throws InterruptedException {
      this.run = run;
      this.patchbay = patchbay;
      this.sender = sender;
      this.node = patchbay.node(0);
      this.rows = new Rows(patchbay);
      this.random = new Random(run.seed());
      this.tenants = List.of(patchbay.tenant("direct"), patchbay.tenant("queued"));
      tenants.forEach(one -> one.live(Flows.states("states", patchbay.thirdParty().address())));
      tenants.getLast().limit(LIMIT);
      patchbay
          .thirdParty()
          .delay(call -> Duration.ofMillis(call.path().contains("unsafe") ? 900 : 250));
      for (RunState state : RunState.values()) {
        states.put(state, 0);
      }
      Waits.pause(Duration.ofSeconds(2));
    }

    void carryOut(int wanted) throws Exception {
      while (states.values().stream().anyMatch(count -> count < wanted)) {
        batch();
        RunState rarest =
            states.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
        killIn(rarest);
        if (kills.size() > wanted * 4 + 6) {
          run.violation("some states were never seen: " + states);
          break;
        }
      }
      boolean ended = Waits.until(Duration.ofMinutes(3), this::allEnded);
      check(ended);
    }

    private void batch() throws InterruptedException {
      List<Sender.Answer> answers =
          Posts.all(
              BATCH,
              16,
              i -> {
                String mode = MODES.get(i % MODES.size());
                Tenant tenant = tenants.get(i / MODES.size() % tenants.size());
                String body = "{\"mode\":\"" + mode + "\"}";
                Sender.Answer answer = sender.post(node.port(), tenant.hook("/states"), body, "");
                if (mode.equals("cancels") && answer.accepted()) {
                  tenant.cancel(node.port(), answer.run());
                }
                return answer;
              });
      answers.stream().filter(Sender.Answer::accepted).forEach(one -> accepted.add(one.run()));
    }

    private void killIn(RunState wanted) throws Exception {
      if (wanted != RunState.UNCERTAIN) {
        settle();
      }
      Waits.until(Duration.ofSeconds(20), () -> someIn(wanted));
      Waits.pause(Duration.ofMillis(random.nextInt(wanted.isTerminal() ? 50 : 400)));
      if (wanted == RunState.QUEUED) {
        batch();
      }
      Map<String, String> before = seen();
      node.kill();
      Waits.pause(ARRIVAL);
      kills.put(System.nanoTime(), kills.size() + 1);
      before.keySet().forEach(state -> states.merge(RunState.valueOf(state), 1, Integer::sum));
      lastEntries().forEach(kind -> kinds.merge(EntryKind.valueOf(kind), 1, Integer::sum));
      run.say("kill %d for %s: runs were %s", kills.size(), wanted, before);
      poison();
      since = rows.list("select now()").getFirst().getFirst();
      node.start();
      node.awaitReady();
    }

    /** Runs that have taken their node down too often already. */
    private void poison() throws SQLException {
      rows.list(
          "update run set claims = 100 where (tenant_id, id) in (select tenant_id, id from run"
              + " where state in ('RUNNING', 'QUEUED') and input like '%dies%' limit 2)");
    }

    private boolean someIn(RunState state) throws SQLException {
      String recent = state.isTerminal() ? " and finished_at > '" + since + "'" : "";
      return rows.number("select count(*) from run where state = ?" + recent, state.name()) > 0;
    }

    /** Open runs, and those that ended since the last kill. */
    private Map<String, String> seen() throws SQLException {
      return new TreeMap<>(
          rows.map(
              "select state, count(*) from run where finished_at is null"
                  + " or finished_at > '"
                  + since
                  + "' group by state"));
    }

    private Set<String> lastEntries() throws SQLException {
      return rows.set(
          "select distinct j.kind from run r join lateral (select entries::json -> 'e' -> -1 ->> 'k'"
              + " as kind from journal where tenant_id = r.tenant_id and run_id = r.id"
              + " order by sequence desc limit 1) j on true where r.finished_at is null or r.finished_at > now() - interval '1 second'");
    }

    /** A person asks the third party what became of the step, and says so. */
    private void settle() throws SQLException {
      List<List<String>> uncertain =
          rows.list(
              "select t.slug, r.id::text, e ->> 'r', coalesce(e ->> 'i', ''), e ->> 'y' from run r"
                  + " join tenant t on t.id = r.tenant_id join journal j"
                  + " on j.tenant_id = r.tenant_id and j.run_id = r.id"
                  + " cross join lateral json_array_elements(j.entries::json -> 'e') e"
                  + " where r.state = 'UNCERTAIN' and e ->> 'k' = 'UNCERTAIN'");
      Set<String> happened = new HashSet<>();
      patchbay.thirdParty().log().forEach(call -> happened.add(call.key()));
      for (List<String> one : uncertain) {
        boolean did = happened.contains(one.get(4));
        tenants.stream()
            .filter(tenant -> tenant.slug().equals(one.get(0)))
            .forEach(t -> t.settle(node.port(), one.get(1), one.get(2), one.get(3), did));
      }
    }

    private boolean allEnded() throws SQLException {
      settle();
      return rows.open() == 0;
    }

    private void check(boolean ended) throws SQLException {
      Map<String, String> ends = rows.map("select id::text, state from run");
      long lost = accepted.stream().filter(one -> !ends.containsKey(one)).count();
      run.figure("kills", kills.size());
      run.figure("runs accepted", accepted.size());
      states.forEach((state, count) -> run.figure("kills with a run " + state, count));
      kinds.forEach((kind, count) -> run.figure("kills behind an entry " + kind, count));
      run.claim("no accepted run is lost", lost == 0, lost + " are");
      run.claim("every run ends", ended, rows.open() + " have not");
      calls(ends);
    }

    private void calls(Map<String, String> ends) {
      Map<String, ThirdParty.Call> first = new HashMap<>();
      Set<String> lasts = new HashSet<>();
      int twice = 0;
      int calm = 0;
      int unsafe = 0;
      int other = 0;
      for (ThirdParty.Call call : patchbay.thirdParty().log()) {
        String step = call.run() + call.path();
        lasts.add(step);
        ThirdParty.Call before = first.put(step, call);
        if (before == null || call.path().endsWith("/refuse")) {
          continue; // a retry is no repetition
        }
        twice++;
        other += before.key().equals(call.key()) ? 0 : 1;
        unsafe += call.path().contains("unsafe") ? 1 : 0;
        boolean killed =
            kills.subMap(before.arrivedNanos() - 1, call.arrivedNanos() + 1).size() > 0;
        calm += killed ? 0 : 1;
      }
      long never =
          ends.entrySet().stream()
              .filter(end -> end.getValue().equals("SUCCEEDED"))
              .filter(end -> !lasts.contains(end.getKey() + "/left"))
              .count();
      run.figure("calls at the third party", patchbay.thirdParty().count());
      run.figure("of them again, after a kill", twice - calm);
      run.claim("no call is made twice without a kill in between", calm == 0, calm + " were");
      run.claim("a call made again has the same key", other == 0, other + " had not");
      run.claim("no unsafe call is made twice", unsafe == 0, unsafe + " were");
      run.claim("every run that ended well made its calls", never == 0, never + " did not");
    }
  }
}
