package io.patchbay.event.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.event.jdbc.LifecycleRows.Notice;
import io.patchbay.event.jdbc.LifecycleRows.RunKey;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.run.EntryKind;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.RunState;
import io.patchbay.run.jdbc.LifecycleInterest;
import io.patchbay.run.jdbc.PostgresRunStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns what runs have written into the lifecycle events of the specification where a flow or a run
 * of the tenant listens to that very type; otherwise nothing is written. A run that such an event
 * started makes none, so that a flow that handles failures does not handle its own for ever. Used
 * by one thread.
 */
final class LifecycleEvents {

  private static final int MOST = 200;
  private static final int MOST_LIVES = 500;

  private final EngineDatabase database;
  private final PostgresRunStore store;
  private final FlowDefinitions definitions;
  private final InstantSource clock;

  /** Of runs that go on, so that their journals need not be read from the beginning again. */
  private final Cache<RunKey, RunLife> lives =
      Caffeine.newBuilder().maximumSize(MOST_LIVES).build();

  LifecycleEvents(
      EngineDatabase database,
      PostgresRunStore store,
      FlowDefinitions definitions,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.definitions = definitions;
    this.clock = clock;
  }

  /** Lets the store note those writes and ends of runs to which somebody listens. */
  void watch() {
    Map<String, LifecycleInterest> noted = new HashMap<>();
    database
        .inTransaction(LifecycleRows::interests)
        .forEach((tenant, types) -> noted.put(tenant, all(types)));
    store.note(noted);
  }

  private static LifecycleInterest all(Set<LifecycleType> types) {
    Set<EntryKind> entries = EnumSet.noneOf(EntryKind.class);
    Set<RunState> ends = EnumSet.noneOf(RunState.class);
    for (LifecycleType type : types) {
      entries.addAll(type.interest().entries());
      ends.addAll(type.interest().ends());
    }
    return new LifecycleInterest(entries, ends);
  }

  /** Appends events of what has been noted; answers whether there is more. */
  boolean publish() {
    if (database.inTransaction(c -> LifecycleRows.notices(c, 1)).isEmpty()) {
      return false;
    }
    Map<RunKey, RunLife> followed = new HashMap<>();
    boolean more = database.inTransaction(connection -> publish(connection, followed));
    followed.forEach(
        (run, life) -> {
          if (life.over()) {
            lives.invalidate(run);
          } else {
            lives.put(run, life);
          }
        });
    return more;
  }

  private boolean publish(Connection connection, Map<RunKey, RunLife> followed)
      throws SQLException {
    if (!LifecycleRows.lock(connection)) {
      return false;
    }
    List<Notice> notices = LifecycleRows.notices(connection, MOST);
    LifecycleTeller teller =
        new LifecycleTeller(
            connection, definitions, LifecycleRows.interests(connection), lives::getIfPresent);
    List<Notice> told = teller.tell(notices);
    // The event's identity lets only one in, should a journal be read twice.
    EventRows.append(connection, teller.events(), clock.instant());
    LifecycleRows.forget(connection, told);
    followed.putAll(teller.lives());
    return notices.size() == MOST || told.size() < notices.size();
  }
}
