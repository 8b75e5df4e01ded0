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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files recorded exchanges under their step, beside the run and never in its way: a writer thread
 * gathers them for a moment and stores them together. They are for looking, not for the run: when
 * more come than can be written, the newest are dropped and counted, and their commit does not wait
 * for the disk.
 */
@Singleton
public class JdbcExchanges implements ExchangeRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcExchanges.class);
  private static final int MAX_QUEUED = 10_000;
  private static final long MAX_QUEUED_CHARACTERS = 16L * 1024 * 1024;
  private static final int MAX_BATCH = 250;
  private static final long GATHER_MS = 50;

  private static final String INSERT =
      "insert into exchange (tenant_id, run_id, id, step, at, content)"
          + " select tenant_id, run_id, id, step, at::timestamptz, content from unnest("
          + "?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[])"
          + " k(tenant_id, run_id, id, step, at, content)";

  private record Filed(String tenant, UUID run, String step, RecordedExchange exchange) {
    long characters() {
      return 500L
          + exchange.requestBody().text().length()
          + exchange.responseBody().text().length();
    }

    /** A writer of text gets half a surrogate pair wrong, one of trees does not. */
    String content() {
      String text = ExchangeText.of(exchange);
      return JsonText.isWellFormed(text) ? text : JsonText.of(Json.MAPPER.valueToTree(exchange));
    }
  }

  private final EngineDatabase database;
  private final BlockingQueue<Filed> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final AtomicLong queuedCharacters = new AtomicLong();
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
    Filed filed =
        new Filed(origin.tenant().value(), UUID.fromString(run), JsonText.plain(step), exchange);
    if (queuedCharacters.addAndGet(filed.characters()) > MAX_QUEUED_CHARACTERS
        || !queue.offer(filed)) {
      queuedCharacters.addAndGet(-filed.characters());
      LOG.warn("An exchange of run {} was not kept: too many are waiting to be written", run);
    }
  }

  private void write() {
    List<Filed> batch = new ArrayList<>(MAX_BATCH);
    while (!closed || !queue.isEmpty()) {
      try {
        gather(batch);
        if (!batch.isEmpty()) {
          List<Filed> filed = List.copyOf(batch);
          database.transact(c -> insert(c, filed));
        }
      } catch (DatabaseException e) {
        LOG.warn("{} exchanges were not kept: {}", batch.size(), e.getMessage());
      } catch (InterruptedException e) {
        closed = true;
      } catch (RuntimeException e) {
        LOG.error("{} exchanges were not kept", batch.size(), e);
      } finally {
        batch.clear();
      }
    }
  }

  private void gather(List<Filed> batch) throws InterruptedException {
    Filed next = queue.poll(200, TimeUnit.MILLISECONDS);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MS);
    while (next != null) {
      queuedCharacters.addAndGet(-next.characters());
      batch.add(next);
      next =
          batch.size() == MAX_BATCH
              ? null
              : queue.poll(closed ? 0 : end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private static void insert(Connection connection, List<Filed> batch) throws SQLException {
    try (PreparedStatement relax =
            connection.prepareStatement("select set_config('synchronous_commit', 'off', true)");
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      relax.execute();
      Columns columns = new Columns(connection, insert);
      columns.text(batch, Filed::tenant);
      columns.uuid(batch, Filed::run);
      columns.uuid(batch, filed -> Rows.newId(filed.exchange.startedAt()));
      columns.text(batch, Filed::step);
      columns.time(batch, filed -> filed.exchange.startedAt());
      columns.text(batch, Filed::content);
      insert.executeUpdate();
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
