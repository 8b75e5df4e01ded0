package io.patchbay.bench.proof.survival;

import io.patchbay.bench.proof.Proof;
import io.patchbay.bench.proof.ProofRun;
import io.patchbay.bench.proof.installation.Installation;
import io.patchbay.bench.proof.installation.Node;
import io.patchbay.bench.proof.installation.Rows;
import io.patchbay.bench.proof.installation.Tenant;
import io.patchbay.bench.proof.installation.Waits;
import io.patchbay.flow.CronExpression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * R7: schedules on two nodes through a database restart, a death, wrong clocks and changed hours.
 */
public final class ScheduleProof implements Proof {
  private static final int FLOWS = 10;
  private static final int INTERVAL = 2;

  private static final String CHECK =
      "select f.flow_id, extract(epoch from f.fire_at)::bigint, coalesce((r.input::json ->>"
          + " 'missed')::bigint, -1) from schedule_fire f left join run r on r.tenant_id ="
          + " f.tenant_id and r.id = f.run_id order by f.flow_id, f.fire_at";

  @Override
  public String id() {
    return "R7";
  }

  @Override
  public String promise() {
    return "schedules fire once, and never not";
  }

  @Override
  public String lasts() {
    return "small: 20 s a phase, 4 minutes; full: 120 s a phase, 16 minutes";
  }

  @Override
  public void prove(ProofRun run) throws Exception {
    changedHours(run);
    Duration phase = Duration.ofSeconds(run.scale().pick(20, 120));
    try (Installation patchbay = Installation.open(run.home(), id())) {
      run.say("starting two nodes");
      patchbay.start(2);
      Tenant tenant = patchbay.tenant("alarm");
      for (int i = 0; i < FLOWS; i++) {
        tenant.live(Flows.every("every" + i, String.valueOf(INTERVAL)));
      }
      run.say("%d flows every %d s", FLOWS, INTERVAL);
      Rows rows = new Rows(patchbay);
      Waits.pause(phase);
      check(run, rows, "two nodes");
      run.say("restarting the database");
      patchbay.stopDatabase();
      patchbay.startDatabase();
      Waits.pause(phase);
      check(run, rows, "database restart");
      run.say("killing a node");
      patchbay.node(0).kill();
      Waits.pause(phase.plusSeconds(10));
      check(run, rows, "death of a node");
      Optional<Path> library = library();
      if (library.isEmpty()) {
        run.figure("clock ±2 h", "not done: faketime missing");
        run.claim("wrong clocks were tried", false, "install the package faketime");
        return;
      }
      wrongClock(run, patchbay, rows, library.get(), "-7200", phase);
      wrongClock(run, patchbay, rows, library.get(), "+7200", phase);
    }
  }

  private static void wrongClock(
      ProofRun run, Installation patchbay, Rows rows, Path library, String offset, Duration phase)
      throws Exception {
    run.say("a node whose clock is %s s off joins", offset);
    Node wrong =
        patchbay.addNode(
            patchbay.databaseAddress(),
            Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                offset,
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0")); // its default makes every waiting thread of a JVM spin
    wrong.start();
    wrong.awaitReady();
    Waits.pause(phase);
    wrong.kill();
    long before = rows.number("select count(*) from schedule_fire");
    Waits.pause(phase.plusSeconds(10));
    long after = rows.number("select count(*) from schedule_fire");
    check(run, rows, "clock " + offset + " s");
    run.figure("firings after it left, clock " + offset + " s", after - before);
    long least = phase.toSeconds() / INTERVAL * FLOWS / 2;
    run.claim(
        "schedules go on after a node with a wrong clock has left",
        after - before >= least,
        (after - before) + " firings, at least " + least + " were due, clock " + offset + " s");
  }

  private static Optional<Path> library() {
    return List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1")
        .stream()
        .map(Path::of)
        .filter(Files::exists)
        .findFirst();
  }

  /** Each time has its row, or is named as missed and made up for by the row after it. */
  private static void check(ProofRun run, Rows rows, String phase) throws SQLException {
    Map<String, Long> last = new TreeMap<>();
    long fired = 0;
    long madeUp = 0;
    long lost = 0;
    long orphans = 0;
    long uneven = 0;
    for (List<String> row : rows.list(CHECK)) {
      long at = Long.parseLong(row.get(1));
      long missed = Long.parseLong(row.get(2));
      Long before = last.put(row.get(0), at);
      fired++;
      orphans += missed < 0 ? 1 : 0;
      madeUp += Math.max(0, missed);
      if (before != null) {
        long steps = (at - before) / INTERVAL;
        uneven += (at - before) % INTERVAL == 0 ? 0 : 1;
        lost += Math.max(0, steps - 1 - Math.max(0, missed));
      }
    }
    long without =
        rows.number(
            "select count(*) from run r where r.trigger_kind = 'SCHEDULE' and not exists (select 1"
                + " from schedule_fire f where f.tenant_id = r.tenant_id and f.run_id = r.id)");
    run.say("%s: %d fired, %d made up for, %d lost", phase, fired, madeUp, lost);
    run.figure("fired until " + phase, fired);
    run.figure("made up for until " + phase, madeUp);
    run.claim("no fire time is lost", lost == 0, lost + " are, " + phase);
    run.claim("every firing has its run", orphans == 0, orphans + " have not, " + phase);
    run.claim("no run without its fire time", without == 0, without + " have none, " + phase);
    run.claim("fire times are evenly spaced", uneven == 0, uneven + " are not, " + phase);
    run.claim("every flow fires", last.size() == FLOWS, last.size() + " do, " + phase);
  }

  /** A day without 02:30 and a day with two of them. */
  private static void changedHours(ProofRun run) {
    CronExpression daily = CronExpression.parse("30 2 * * *");
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    for (LocalDate change : List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25))) {
      ZonedDateTime from = change.minusDays(2).atStartOfDay(berlin);
      ZonedDateTime end = change.plusDays(3).atStartOfDay(berlin);
      int count = 0;
      Optional<ZonedDateTime> next = daily.nextAfter(from);
      while (next.isPresent() && next.get().isBefore(end)) {
        count++;
        next = daily.nextAfter(next.get());
      }
      run.figure("firings in five days around " + change, count);
      run.claim("a daily time fires once a day when the hour changes", count == 5, count + " in 5");
    }
  }
}
