package io.patchbay.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** One workload on the platform. What counts for a durable one is runs that ended, by database. */
final class PatchbaySubject implements Subject {

  static final String TENANT = "bench";

  private final Workload workload;
  private final Folder folder;
  private final Partner partner;
  private final Client client;
  private final Usage usage;
  private final String flow;
  private final String tenants;

  PatchbaySubject(Workload workload, Folder folder, Api api, Partner partner, int connections)
      throws IOException {
    this(
        workload,
        folder,
        partner,
        TENANT,
        new Flows(api, TENANT).live(workload.flow(), text(workload, partner.port())),
        1,
        connections);
  }

  private PatchbaySubject(
      Workload workload,
      Folder folder,
      Partner partner,
      String tenant,
      String flow,
      int tenants,
      int connections)
      throws IOException {
    this.workload = workload;
    this.folder = folder;
    this.partner = partner;
    this.flow = flow;
    this.tenants = tenant.replace(Target.TURN, "%");
    this.client =
        new Client(
            new Target(folder.port(), "/hooks/" + tenant + "/" + workload.flow(), Workload.ORDER),
            tenants,
            connections,
            workload.status(),
            workload.durable() ? partner::last : () -> -1);
    this.usage =
        new Usage()
            .process("server", folder.serverPid())
            .process("postgres", folder.databasePid())
            .thread("partner", partner.thread())
            .thread("client", Thread.currentThread().threadId());
  }

  /** W2 over many tenants by turns; their flows are there. */
  static PatchbaySubject spread(Folder folder, Partner partner, int connections, int tenants)
      throws IOException {
    return new PatchbaySubject(
        Workload.W2, folder, partner, "g-" + Target.TURN, "", tenants, connections);
  }

  static String spreadTenant(int number) {
    return String.format(Locale.ROOT, "g-%04d", number);
  }

  String flow() {
    return flow;
  }

  static String text(Workload workload, int partner) {
    return resource(workload.flow() + ".yaml").replace("PARTNER", "http://127.0.0.1:" + partner);
  }

  static String resource(String name) {
    try (InputStream file =
        Objects.requireNonNull(PatchbaySubject.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String name() {
    return workload.title();
  }

  @Override
  public void warmUp(int seconds) throws IOException {
    Client.Result result = client.run(seconds);
    if (result.errors() > 0) {
      throw new BenchProblem(
          name()
              + ": "
              + result.errors()
              + " requests failed, the first with status "
              + result.firstError()
              + ". The server's log is in "
              + folder.root().resolve("logs"));
    }
  }

  @Override
  public Measurement measure(int seconds) throws IOException, SQLException {
    usage.begin();
    Instant from = Instant.now();
    long calls = partner.requests();
    Client.Result result = client.run(seconds);
    Instant to = Instant.now();
    calls = partner.requests() - calls;
    usage.end();
    if (!workload.durable()) {
      return new Measurement(
          result.answers() / result.seconds(),
          result.latencies().percentile(0.5),
          result.latencies().percentile(0.95),
          result.latencies().percentile(0.99),
          result.errors(),
          usage.cores(),
          usage.megabytes("server"),
          result.errors() > 0 ? "first bad status " + result.firstError() : "");
    }
    Runs.Ended ended = new Runs(folder).ended(tenants, from, to);
    return new Measurement(
        ended.succeeded() / result.seconds(),
        ended.p50(),
        ended.p95(),
        ended.p99(),
        result.errors() + ended.others(),
        usage.cores(),
        usage.megabytes("server"),
        String.format(
            Locale.ROOT,
            "accepted %.0f/s (p50 %.1f ms, p99 %.1f ms), partner %.0f calls/s",
            result.answers() / result.seconds(),
            result.latencies().percentile(0.5),
            result.latencies().percentile(0.99),
            calls / result.seconds()));
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
