package io.patchbay.bench.proof.survival;

import io.patchbay.bench.proof.Proof;
import io.patchbay.bench.proof.ProofRun;
import io.patchbay.bench.proof.installation.Installation;
import io.patchbay.bench.proof.installation.Rows;
import io.patchbay.bench.proof.installation.Sender;
import io.patchbay.bench.proof.installation.Tenant;
import io.patchbay.bench.proof.installation.Waits;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** R12: the same message many times, at once and later, on two nodes. */
public final class DuplicateProof implements Proof {
  private static final int TIMES = 100;

  @Override
  public String id() {
    return "R12";
  }

  @Override
  public String promise() {
    return "a message that comes again starts nothing and gets the same answer";
  }

  @Override
  public String lasts() {
    return "small: 50 ids, 1 minute; full: 1,000 ids, 4 minutes";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    int ids = run.scale().pick(50, 1_000);
    try (Installation patchbay = Installation.open(run.home(), id());
        Sender sender = new Sender()) {
      run.say("starting two nodes");
      patchbay.start(2);
      Tenant tenant = patchbay.tenant("again");
      tenant.live(Flows.oneCall("again", patchbay.thirdParty().address()));
      Waits.pause(Duration.ofSeconds(4));
      int many = 0;
      int strange = 0;
      for (int id = 0; id < ids; id++) {
        String key = "message-" + id;
        List<Sender.Answer> answers =
            Posts.all(
                TIMES,
                50,
                number ->
                    sender.post(
                        patchbay.node(number % 2).port(), tenant.hook("/again"), "{}", key));
        strange += (int) answers.stream().filter(answer -> answer.status() != 202).count();
        many += answers.stream().map(Sender.Answer::run).collect(Collectors.toSet()).size() - 1;
        if ((id + 1) % Math.max(1, ids / 5) == 0) {
          run.say("%,d messages, %d times each", id + 1, TIMES);
        }
      }
      Rows rows = new Rows(patchbay);
      Waits.until(Duration.ofSeconds(60), () -> rows.open() == 0);
      long runs = rows.number("select count(*) from run");
      long calls = patchbay.thirdParty().count();
      run.figure("messages", ids);
      run.figure("posts", "%,d".formatted(ids * TIMES));
      run.figure("runs", runs);
      run.figure("calls at the third party", calls);
      run.claim("every post was answered with 202", strange == 0, strange + " were not");
      run.claim("every copy got the same answer", many == 0, many + " runs too many were named");
      run.claim("one run for each message", runs == ids, runs + " runs for " + ids);
      run.claim("one call for each message", calls == ids, calls + " calls for " + ids);
    }
  }
}
