package io.patchbay.bench.load;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A server that is not the platform, in a process of its own, asked with the same requests. */
final class ServerSubject implements Subject {

  /** How many pieces of work have been completed and recorded so far. */
  interface Completed {
    double count() throws java.sql.SQLException;
  }

  private final String name;
  private final Process process;
  private final Client client;
  private final Usage usage;
  private final @Nullable Completed completed;

  /**
   * @param finished as for {@link Client}
   * @param completed counts what matters when the answer is not the end; null: the answers
   */
  ServerSubject(
      String name,
      Process process,
      Target target,
      int connections,
      int status,
      LongSupplier finished,
      @Nullable Completed completed,
      Usage usage)
      throws IOException {
    this.name = name;
    this.process = process;
    Processes.endWithUs(process);
    this.completed = completed;
    this.client = new Client(target, connections, status, finished);
    this.usage =
        usage.process("server", process.pid()).thread("client", Thread.currentThread().threadId());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void warmUp(int seconds) throws IOException {
    Client.Result result = client.run(seconds);
    if (result.errors() > 0 || result.answers() == 0) {
      throw new BenchProblem(
          name
              + ": "
              + result.errors()
              + " requests failed, the first with status "
              + result.firstError()
              + ".");
    }
  }

  @Override
  public Measurement measure(int seconds) throws IOException, java.sql.SQLException {
    double before = completed == null ? 0 : completed.count();
    usage.begin();
    Client.Result result = client.run(seconds);
    usage.end();
    double count = completed == null ? result.answers() : completed.count() - before;
    return new Measurement(
        count / result.seconds(),
        result.latencies().percentile(0.5),
        result.latencies().percentile(0.95),
        result.latencies().percentile(0.99),
        result.errors(),
        usage.cores(),
        usage.megabytes("server"),
        completed == null ? "" : "times are those of the answer, not of the end");
  }

  @Override
  public void close() throws IOException {
    client.close();
    Processes.end(process);
  }
}
