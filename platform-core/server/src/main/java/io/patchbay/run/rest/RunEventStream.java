package io.patchbay.run.rest;

import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.json.Json;
import io.patchbay.run.RunId;
import io.patchbay.run.start.RunEvents;
import io.patchbay.run.view.RunQueries;
import io.patchbay.run.view.RunRecord;
import io.patchbay.run.view.StepView;
import io.patchbay.tenant.TenantId;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. Changes gather in a bounded set while an event is on its way, so that a slow
 * reader gets the newest state of a run and not its history. It ends after a while: the browser
 * opens it again with its present permissions.
 */
final class RunEventStream implements RunEvents.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(RunEventStream.class);
  private static final int MAX_PENDING = 500;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofMinutes(10);

  /** Changes of the same moment become one event. */
  private static final long GATHER_MS = 40;

  private final TenantId tenant;
  private final @Nullable RunId only;
  private final SseEventSink sink;
  private final Sse sse;
  private final RunQueries queries;
  private final RunDetails details;
  private final Set<RunId> pending = new LinkedHashSet<>();
  private final Semaphore bell = new Semaphore(0);
  private final Map<String, StepView> told = new HashMap<>();

  RunEventStream(
      TenantId tenant,
      @Nullable RunId only,
      SseEventSink sink,
      Sse sse,
      RunQueries queries,
      RunDetails details) {
    this.tenant = tenant;
    this.only = only;
    this.sink = sink;
    this.sse = sse;
    this.queries = queries;
    this.details = details;
  }

  @Override
  public void changed(RunId run) {
    if (only == null || only.equals(run)) {
      synchronized (pending) {
        if (pending.size() < MAX_PENDING) {
          pending.add(run);
        }
      }
      bell.release();
    }
  }

  @Override
  public void journalled(RunId run) {
    if (only != null) {
      changed(run);
    }
  }

  void run(RunEvents events) {
    long end = System.nanoTime() + LIFE.toNanos();
    Runnable unsubscribe = events.subscribe(tenant, this);
    try {
      send("hello", "{}");
      if (only != null) {
        changed(only);
      }
      while (!sink.isClosed() && System.nanoTime() < end) {
        if (bell.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
          TimeUnit.MILLISECONDS.sleep(GATHER_MS);
          bell.drainPermits();
          for (RunId run : take()) {
            tell(run);
          }
        } else {
          sink.send(sse.newEventBuilder().comment("still here").build())
              .toCompletableFuture()
              .join();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CompletionException | IllegalStateException e) {
      LOG.debug("A reader of run events went away", e);
    } catch (DatabaseException e) {
      LOG.debug("A stream of run events ends: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("A stream of run events failed", e);
    } finally {
      unsubscribe.run();
      close();
    }
  }

  private void close() {
    try {
      sink.close();
    } catch (IOException e) {
      LOG.debug("The reader was gone already", e);
    }
  }

  private List<RunId> take() {
    synchronized (pending) {
      List<RunId> taken = List.copyOf(pending);
      pending.clear();
      return taken;
    }
  }

  private void tell(RunId run) {
    if (only == null) {
      queries
          .findSummary(tenant, run)
          .ifPresent(summary -> send("run", Json.MAPPER.writeValueAsString(summary)));
      return;
    }
    RunRecord record = queries.find(tenant, run).orElse(null);
    if (record == null) {
      return;
    }
    for (StepView step : details.history(tenant, record).steps()) {
      if (!step.equals(told.put(step.id(), step))) {
        send("step", Json.MAPPER.writeValueAsString(new StepEventView(run.toString(), step)));
      }
    }
    send("run", Json.MAPPER.writeValueAsString(record.summary()));
  }

  private void send(String name, String data) {
    sink.send(
            sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, data)
                .build())
        .toCompletableFuture()
        .join();
  }
}
