package io.patchbay.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** W5: many flows that fire every second, and many runs that wait for a time. */
final class TimerBench {

  private static final int WRITERS = 8;

  /** Long enough that a run leaves memory for it. */
  private static final int SHORT_WAIT = 5;

  /** Seconds of warm-up: each second of it makes some thousand runs. */
  private static final int WARM_UP = 10;

  /** Seconds that accepted runs may take until all of them wait. */
  private static final int SETTLING = 60;

  private static final Duration LATE = Duration.ofSeconds(15);
  private static final String SCHEDULED = "w5-schedule";
  private static final String WAITING = "w5-wait";

  private final Path home;
  private final Options options;
  private final Facts facts = new Facts("W5");

  TimerBench(Path home, Options options) {
    this.home = home;
    this.options = options;
  }

  void run() throws IOException, SQLException {
    Work work = new Work(home);
    try (Platform platform = Platform.open(options, home, work.folder());
        Api api = Api.of(platform.folder())) {
      if (options.wants("schedule")) {
        schedules(platform.folder(), api);
      }
      if (options.wants("wait")) {
        waits(platform.folder(), api);
      }
    } finally {
      work.clean();
    }
    facts.print(System.out);
    facts.write(work.output("W5"));
  }

  private void schedules(Folder folder, Api api) throws IOException, SQLException {
    int flows = options.flows();
    api.tenant(SCHEDULED);
    make(new Flows(api, SCHEDULED), flows);
    pause(Duration.ofSeconds(5));
    Usage usage =
        new Usage().process("server", folder.serverPid()).process("postgres", folder.databasePid());
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant to = from.plusSeconds(options.seconds());
    usage.begin();
    pause(Duration.between(Instant.now(), to));
    usage.end();
    pause(LATE);
    String window =
        String.format(
            " where f.tenant_id = (select id from tenant where slug = '%s')"
                + " and f.fire_at >= '%s' and f.fire_at < '%s'",
            SCHEDULED, from, to);
    Runs runs = new Runs(folder);
    double wanted = (double) flows * options.seconds();
    facts.exactly(
        "firings of " + flows + " flows in " + options.seconds() + " s",
        runs.number("select count(*) from schedule_fire f" + window),
        wanted);
    facts.exactly(
        "flows that fired each second",
        runs.number(
            "select count(*) from (select flow_id from schedule_fire f"
                + window
                + " group by flow_id having count(*) = "
                + options.seconds()
                + ") each"),
        flows);
    String joined =
        " from schedule_fire f join run r on r.tenant_id = f.tenant_id and r.id = f.run_id"
            + window;
    facts.exactly(
        "their runs that succeeded",
        runs.number("select count(*)" + joined + " and r.state = 'SUCCEEDED'"),
        wanted);
    for (double share : new double[] {0.5, 0.99}) {
      facts.add(
          "seconds from firing time to end, " + (int) (share * 100) + " % below",
          runs.number(
              "select coalesce(percentile_cont("
                  + share
                  + ") within group (order by extract(epoch from r.finished_at - f.fire_at)), 0)"
                  + joined));
    }
    double server = usage.cores().getOrDefault("server", 0.0);
    double postgres = usage.cores().getOrDefault("postgres", 0.0);
    facts.add("processors used by the server", server);
    facts.add("processors used by PostgreSQL", postgres);
    facts.atMost("processors used by both", server + postgres, 1);
    facts.atMost("peak memory of the server, MB", usage.megabytes("server"), 600);
    api.call("DELETE", "/tenants/" + SCHEDULED + "?confirm=" + SCHEDULED, null, null);
  }

  private static void make(Flows flows, int count) {
    String text = PatchbaySubject.resource("w5-schedule.yaml");
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < WRITERS; i++) {
        done.add(writers.submit(() -> make(flows, text, next, count)));
      }
    }
    for (Future<?> one : done) {
      if (one.state() == Future.State.FAILED) {
        throw new BenchProblem("The flows could not be made.", one.exceptionNow());
      }
    }
  }

  private static void make(Flows flows, String text, AtomicInteger next, int count) {
    for (int n = next.incrementAndGet(); n <= count; n = next.incrementAndGet()) {
      flows.add(text.replace("NUMBER", String.valueOf(n)));
      if (n % 100 == 0) {
        System.out.println(n + " flows made");
      }
    }
  }

  private void waits(Folder folder, Api api) throws IOException, SQLException {
    int count = options.runs();
    api.tenant(WAITING);
    Flows flows = new Flows(api, WAITING);
    ProcessUsage server = new ProcessUsage(folder.serverPid());
    Target target = new Target(folder.port(), "/hooks/" + WAITING + "/" + WAITING, Workload.ORDER);
    flows.live(WAITING, text(SHORT_WAIT));
    double rate;
    try (Client client = new Client(target, options.connections(), 202, () -> -1)) {
      client.run(Math.min(options.warmUp(), WARM_UP));
      Client.Result tried = client.run(5);
      rate = tried.answers() / tried.seconds();
    }
    int seconds = (int) (count / rate * 1.5) + SETTLING;
    Runs runs = new Runs(folder);
    awaitNone(runs, Instant.now().plusSeconds(300));
    String flow = flows.live(WAITING, text(seconds));
    Recording.collect(folder);
    double before = server.residentMegabytes();
    int threads = server.threads();
    Instant from = Instant.now();
    long accepted = 0;
    try (Client client = new Client(target, options.connections(), 202, () -> -1)) {
      while (accepted < count) {
        accepted += client.run(Math.max(0.5, Math.min(5, (count - accepted) / rate))).answers();
        System.out.println(accepted + " runs accepted");
      }
    }
    String mine = " from run where flow_id = '" + flow + "' and accepted_at >= '" + from + "'";
    String waiting = "select count(*)" + mine + " and state = 'WAITING'";
    double all = runs.number("select count(*)" + mine);
    Instant patience = Instant.now().plusSeconds(SETTLING);
    while (runs.number(waiting) < all && Instant.now().isBefore(patience)) {
      pause(Duration.ofSeconds(1));
    }
    facts.exactly("runs that wait at the same time", runs.number(waiting), all);
    Recording.collect(folder);
    facts.atMost("memory that they add, MB", server.residentMegabytes() - before, 200);
    facts.add("threads that they add", server.threads() - threads);
    awaitNone(runs, Instant.now().plusSeconds(seconds + 300));
    double succeeded = runs.number("select count(*)" + mine + " and state = 'SUCCEEDED'");
    facts.exactly("of them woke and succeeded", succeeded, all);
    for (double share : new double[] {0.5, 0.99, 1}) {
      facts.add(
          "seconds later than their time, " + (int) (share * 100) + " % below",
          runs.number(
              "select coalesce(percentile_cont("
                  + share
                  + ") within group (order by extract(epoch from finished_at - started_at) - "
                  + seconds
                  + "), 0)"
                  + mine));
    }
    facts.atMost("peak memory of the server, MB", server.peakMegabytes(), 600);
  }

  private static String text(int seconds) {
    return PatchbaySubject.resource("w5-wait.yaml").replace("SECONDS", String.valueOf(seconds));
  }

  private static void awaitNone(Runs runs, Instant end) throws SQLException {
    String open =
        "select count(*) from run where state in ('QUEUED', 'RUNNING', 'WAITING')"
            + " and tenant_id = (select id from tenant where slug = '"
            + WAITING
            + "')";
    while (runs.number(open) > 0 && Instant.now().isBefore(end)) {
      pause(Duration.ofSeconds(2));
    }
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
