package io.patchbay.bench.proof.survival;

import io.patchbay.bench.proof.Proof;
import io.patchbay.bench.proof.ProofRun;
import io.patchbay.bench.proof.installation.Installation;
import io.patchbay.bench.proof.installation.Node;
import io.patchbay.bench.proof.installation.Rows;
import io.patchbay.bench.proof.installation.Sender;
import io.patchbay.bench.proof.installation.Tenant;
import io.patchbay.bench.proof.installation.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** R1: node and PostgreSQL are killed 1 to 50 ms after an answer, again and again. */
public final class AcceptedProof implements Proof {
  private static final int CLIENTS = 64;

  @Override
  public String id() {
    return "R1";
  }

  @Override
  public String promise() {
    return "202 means on disk: nothing accepted is lost";
  }

  @Override
  public String lasts() {
    return "small: 3 kills, 2 minutes; full: until 200,000 are accepted, about 20";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    int wanted = run.scale().pick(3_000, 200_000);
    int least = run.scale().pick(3, 30);
    Random random = new Random(run.seed());
    Set<String> accepted = new HashSet<>();
    int kills = 0;
    try (Installation patchbay = Installation.open(run.home(), id());
        Sender sender = new Sender()) {
      run.say("starting one node");
      Node node = patchbay.start(1).getFirst();
      Tenant tenant = patchbay.tenant("kept");
      tenant.live(Flows.note("kept"));
      Rows rows = new Rows(patchbay);
      Waits.pause(Duration.ofSeconds(2));
      while (kills < least || accepted.size() < wanted) {
        int goal = Math.max(200, (wanted - accepted.size()) / Math.max(1, least - kills));
        int after = 1 + random.nextInt(50);
        List<String> answered = round(patchbay, node, sender, tenant, goal, after);
        kills++;
        accepted.addAll(answered);
        patchbay.startDatabase();
        node.start();
        Set<String> kept = rows.set("select id::text from run");
        long missing = accepted.stream().filter(one -> !kept.contains(one)).count();
        run.say(
            "kill %d, %d ms after an answer: %,d accepted, %,d lost",
            kills, after, accepted.size(), missing);
        run.claim("every accepted run is in the database", missing == 0, missing + " are lost");
        node.awaitReady();
      }
      boolean ended = Waits.until(Duration.ofMinutes(5), () -> rows.open() == 0);
      Set<String> succeeded = rows.set("select id::text from run where state = 'SUCCEEDED'");
      succeeded.retainAll(accepted);
      run.figure("kills of node and PostgreSQL together", kills);
      run.figure("accepted", "%,d".formatted(accepted.size()));
      run.figure("accepted and ended well", "%,d".formatted(succeeded.size()));
      run.figure("in the database", "%,d".formatted(rows.number("select count(*) from run")));
      run.claim("every run ends", ended, rows.open() + " are open after 5 minutes");
      run.claim(
          "every accepted run ended well",
          succeeded.size() == accepted.size(),
          accepted.size() - succeeded.size() + " did not");
    }
  }

  /** Posts until enough were answered, then kills everything that long after an answer. */
  private static List<String> round(
      Installation patchbay, Node node, Sender sender, Tenant tenant, int goal, int after)
      throws InterruptedException {
    AtomicInteger answered = new AtomicInteger();
    AtomicBoolean dead = new AtomicBoolean();
    Thread killer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Waits.until(Duration.ofMinutes(10), () -> answered.get() >= goal);
                    Waits.pause(Duration.ofMillis(after));
                    patchbay.killDatabase();
                    node.kill();
                  } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                  } finally {
                    dead.set(true);
                  }
                });
    List<String> runs =
        Posts.inParallel(
            CLIENTS,
            _ -> {
              List<String> mine = new ArrayList<>();
              while (!dead.get()) {
                Sender.Answer answer = sender.post(node.port(), tenant.hook("/kept"), "{}", "");
                if (answer.accepted()) {
                  mine.add(answer.run());
                  answered.incrementAndGet();
                } else {
                  Waits.pause(Duration.ofMillis(20));
                }
              }
              return mine;
            });
    killer.join();
    return runs;
  }
}
