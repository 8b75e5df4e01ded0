package io.patchbay.bench.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the same PostgreSQL takes from plain JDBC: rows of the size of an order, one or many in a
 * transaction, on several connections.
 */
final class JdbcLoop implements Subject {

  private static final int CONNECTIONS = 16;

  private final String name;
  private final Folder folder;
  private final int batch;
  private final List<Connection> connections = new ArrayList<>();
  private final Usage usage;

  JdbcLoop(String name, Folder folder, int batch) throws IOException, SQLException {
    this.name = name;
    this.folder = folder;
    this.batch = batch;
    this.usage = new Usage().process("postgres", folder.databasePid());
    new Runs(folder)
        .execute(
            "create schema if not exists bench; create table if not exists bench.plain (id bigint"
                + " generated always as identity primary key, at timestamptz, body text)");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void warmUp(int seconds) throws SQLException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Connection connection = folder.administrator();
      connection.setAutoCommit(false);
      connections.add(connection);
    }
    insert(Math.min(seconds, 3));
  }

  @Override
  public Measurement measure(int seconds) throws SQLException {
    usage.begin();
    Latencies latencies = insert(seconds);
    usage.end();
    return new Measurement(
        (double) latencies.count() * batch / seconds,
        latencies.percentile(0.5),
        latencies.percentile(0.95),
        latencies.percentile(0.99),
        0,
        usage.cores(),
        0,
        "rows a second on " + CONNECTIONS + " connections; times of a transaction");
  }

  private Latencies insert(int seconds) throws SQLException {
    List<Callable<Latencies>> loops = new ArrayList<>();
    connections.forEach(connection -> loops.add(() -> loop(connection, seconds)));
    Latencies all = new Latencies();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Latencies> one : threads.invokeAll(loops)) {
        all.add(one.get());
      }
    } catch (ExecutionException failed) {
      throw new BenchProblem(name + ": " + failed.getCause(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    tidy();
    return all;
  }

  /** Others must not pay for what this one wrote: hundreds of megabytes in some seconds. */
  private void tidy() throws SQLException {
    Runs runs = new Runs(folder);
    runs.execute("truncate bench.plain");
    runs.execute("checkpoint");
  }

  private Latencies loop(Connection connection, int seconds) throws SQLException {
    Latencies latencies = new Latencies();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (PreparedStatement insert =
        connection.prepareStatement("insert into bench.plain (at, body) values (now(), ?)")) {
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        for (int row = 0; row < batch; row++) {
          insert.setString(1, Workload.ORDER);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies;
  }

  @Override
  public void close() throws IOException {
    try {
      for (Connection connection : connections) {
        connection.close();
      }
      new Runs(folder).execute("drop table if exists bench.plain");
    } catch (SQLException failed) {
      throw new IOException(failed);
    }
  }
}
