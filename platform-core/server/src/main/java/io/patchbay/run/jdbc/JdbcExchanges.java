package io.patchbay.run.jdbc;

import io.patchbay.http.CallOrigin;
import io.patchbay.http.ExchangeRecorder;
import io.patchbay.http.RecordedExchange;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.json.Json;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files recorded exchanges under their step, beside the run and never in its way: a writer thread
 * stores them in batches. They are for looking, not for the run: when more come than can be
 * written, the newest are dropped and counted.
 */
@Singleton
public class JdbcExchanges implements ExchangeRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcExchanges.class);
  private static final int MAX_QUEUED = 1_000;
  private static final int MAX_BATCH = 100;

  private record Filed(String tenant, UUID run, String step, RecordedExchange exchange) {}

  private final EngineDatabase database;
  private final BlockingQueue<Filed> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final Thread writer;
  private volatile boolean closed;

  @Inject
  public JdbcExchanges(EngineDatabase database) {
    this.database = database;
    this.writer = Thread.ofPlatform().daemon().name("patchbay-exchanges").start(this::write);
  }

  @Override
  public void record(CallOrigin origin, RecordedExchange exchange) {
    String run = origin.run();
    String step = origin.step();
    if (run == null || step == null) {
      return;
    }
    if (!queue.offer(
        new Filed(origin.tenant().value(), UUID.fromString(run), JsonText.plain(step), exchange))) {
      LOG.warn("An exchange of run {} was not kept: too many are waiting to be written", run);
    }
  }

  private void write() {
    List<Filed> batch = new ArrayList<>(MAX_BATCH);
    while (!closed || !queue.isEmpty()) {
      try {
        Filed first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, MAX_BATCH - 1);
        List<Filed> filed = List.copyOf(batch);
        database.transact(c -> insert(c, filed));
      } catch (DatabaseException e) {
        LOG.warn("{} exchanges were not kept: {}", batch.size(), e.getMessage());
      } catch (InterruptedException e) {
        closed = true;
      } finally {
        batch.clear();
      }
    }
  }

  private static void insert(java.sql.Connection connection, List<Filed> batch)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into exchange (tenant_id, run_id, id, step, at, content)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      for (Filed filed : batch) {
        insert.setString(1, filed.tenant);
        insert.setObject(2, filed.run);
        insert.setObject(3, Rows.newId(filed.exchange.startedAt()));
        insert.setString(4, filed.step);
        insert.setObject(5, Rows.timestamp(filed.exchange.startedAt()));
        insert.setString(6, JsonText.of(Json.MAPPER.valueToTree(filed.exchange)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @PreDestroy
  void close() {
    closed = true;
    try {
      writer.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
