package io.patchbay.event.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.jdbc.GroupCommit;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes events in. Many callers share a commit; what one caller brings is appended together or not
 * at all. Throws {@link io.patchbay.platform.database.DatabaseException} when the log cannot be
 * written, or too much waits for it.
 */
@Singleton
public class EventLog {

  private static final Duration PATIENCE = Duration.ofMillis(1_800);
  private static final int MAX_BATCH = 100;
  private static final int MAX_QUEUED = 2_000;

  private final InstantSource clock;
  private final GroupCommit<List<EventRows.Prepared>, List<Appended>> writer;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Inject
  public EventLog(EngineDatabase database, InstantSource clock) {
    this.clock = clock;
    this.writer =
        new GroupCommit<>(
            "events",
            requests -> database.inTransaction(c -> write(c, requests)),
            MAX_BATCH,
            MAX_QUEUED);
  }

  /** Durable on return; answers in the order of the events. */
  public List<Appended> append(List<NewEvent> events) {
    List<Appended> answers =
        writer.submit(events.stream().map(EventRows.Prepared::of).toList(), PATIENCE);
    announce();
    return answers;
  }

  private List<List<Appended>> write(Connection connection, List<List<EventRows.Prepared>> requests)
      throws SQLException {
    List<EventRows.Prepared> all = new ArrayList<>();
    requests.forEach(all::addAll);
    List<Appended> answers = EventRows.appendPrepared(connection, all, clock.instant());
    List<List<Appended>> split = new ArrayList<>();
    int from = 0;
    for (List<EventRows.Prepared> request : requests) {
      split.add(List.copyOf(answers.subList(from, from + request.size())));
      from += request.size();
    }
    return split;
  }

  /** Calls the listener at once, on any thread, when this node has appended events. */
  public void onAppended(Runnable listener) {
    listeners.add(listener);
  }

  /** Somebody else on this node has appended events and committed. */
  public void announce() {
    listeners.forEach(Runnable::run);
  }

  public int queued() {
    return writer.queued();
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
