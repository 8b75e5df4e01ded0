package io.patchbay.event.jdbc;

import io.patchbay.event.jdbc.LifecycleRows.Notice;
import io.patchbay.event.jdbc.LifecycleRows.RunKey;
import io.patchbay.event.jdbc.LifecycleRows.RunRow;
import io.patchbay.event.jdbc.LifecycleRows.Written;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowDocument;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.jdbc.JournalRows;
import io.patchbay.run.jdbc.JsonText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes events of notices, within one transaction. */
final class LifecycleTeller {

  private static final int ENOUGH = 5_000;

  private final Connection connection;
  private final FlowDefinitions definitions;
  private final Map<String, Set<LifecycleType>> interests;
  private final Function<RunKey, @Nullable RunLife> known;
  private final Map<RunKey, RunLife> lives = new HashMap<>();
  private final Map<RunKey, Optional<RunRow>> rows = new HashMap<>();
  private final Map<RunKey, Boolean> deaf = new HashMap<>();
  private final List<NewEvent> events = new ArrayList<>();

  /**
   * @param known what an earlier transaction came to; null: nothing
   */
  LifecycleTeller(
      Connection connection,
      FlowDefinitions definitions,
      Map<String, Set<LifecycleType>> interests,
      Function<RunKey, @Nullable RunLife> known) {
    this.connection = connection;
    this.definitions = definitions;
    this.interests = interests;
    this.known = known;
  }

  /** Answers the notices that it has told of: as many as are good for one transaction. */
  List<Notice> tell(List<Notice> notices) throws SQLException {
    Map<RunKey, List<Notice>> byRun = new LinkedHashMap<>();
    for (Notice notice : notices) {
      byRun.computeIfAbsent(notice.run(), _ -> new ArrayList<>()).add(notice);
    }
    List<Notice> told = new ArrayList<>();
    for (Map.Entry<RunKey, List<Notice>> entry : byRun.entrySet()) {
      if (events.size() >= ENOUGH) {
        return told;
      }
      RunKey key = entry.getKey();
      Optional<RunRow> run = row(key);
      if (run.isPresent()
          && interests.containsKey(key.tenant().value())
          && !isOfLifecycleEvent(run.get(), key)) {
        tell(key, run.get(), entry.getValue());
      }
      told.addAll(entry.getValue());
    }
    return told;
  }

  List<NewEvent> events() {
    return events;
  }

  /** As far as the journals are known now. */
  Map<RunKey, RunLife> lives() {
    return lives;
  }

  private void tell(RunKey key, RunRow run, List<Notice> notices) throws SQLException {
    List<Written> written = new ArrayList<>();
    boolean ended = false;
    for (Notice notice : notices) {
      Written entries = notice.entries();
      if (entries == null) {
        ended = true;
      } else {
        written.add(entries);
      }
    }
    if (!written.isEmpty()) {
      RunLife life = life(key, run);
      follow(key, run, life, written);
      lives.put(key, life);
    }
    if (ended) {
      end(key, run);
    }
  }

  /**
   * @param written what is to be told; what the journal has between is only taken in, what it has
   *     behind is left for its own notices
   */
  private void follow(RunKey key, RunRow run, RunLife life, List<Written> written)
      throws SQLException {
    long end = written.stream().mapToLong(Written::last).max().orElse(0);
    List<JournalEntry> entries = entries(key, life);
    for (int i = 0; i < entries.size() && entries.get(i).sequence() <= end; i++) {
      JournalEntry entry = entries.get(i);
      List<RunLife.Happening> happened =
          life.accept(entry, i + 1 < entries.size() ? entries.get(i + 1) : null);
      if (written.stream().anyMatch(chunk -> chunk.has(entry.sequence()))) {
        happened.forEach(one -> add(key, run, one));
      }
      if (written.stream().anyMatch(chunk -> chunk.last() == entry.sequence())) {
        life.written(entry).forEach(one -> add(key, run, one));
      }
    }
  }

  private List<JournalEntry> entries(RunKey key, RunLife life) throws SQLException {
    return JournalRows.load(connection, key.tenant().value(), key.run().value(), life.last());
  }

  /** As far as it is known, for the caller to change. */
  private RunLife life(RunKey key, RunRow run) {
    RunLife earlier = lives.containsKey(key) ? lives.get(key) : known.apply(key);
    return earlier == null
        ? new RunLife(
            definition(key, run).map(FlowDefinition::source).orElse(MissingNode.getInstance()))
        : earlier.copy();
  }

  /**
   * Whether the run exists because of a lifecycle event: what it does is told to nobody, or flows
   * that handle failures would handle their own for ever.
   */
  private boolean isOfLifecycleEvent(RunRow run, RunKey key) throws SQLException {
    if (run.byLifecycleEvent()) {
      return true;
    }
    if (run.parent() == null) {
      return false;
    }
    RunKey above = new RunKey(key.tenant(), run.parent());
    Optional<RunRow> parent = row(above);
    return parent.isPresent()
        && (isOfLifecycleEvent(parent.get(), above) || isDeaf(above, parent.get()));
  }

  private boolean isDeaf(RunKey key, RunRow run) throws SQLException {
    Boolean found = deaf.get(key);
    if (found == null) {
      RunLife life = life(key, run);
      entries(key, life).forEach(entry -> life.accept(entry, null));
      found = life.deaf();
      deaf.put(key, found);
    }
    return found;
  }

  private Optional<RunRow> row(RunKey key) throws SQLException {
    Optional<RunRow> found = rows.get(key);
    if (found == null) {
      found = LifecycleRows.run(connection, key);
      rows.put(key, found);
    }
    return found;
  }

  private Optional<FlowDefinition> definition(RunKey key, RunRow run) {
    return definitions.find(key.tenant(), run.flow());
  }

  private void end(RunKey key, RunRow run) {
    LifecycleType type = LifecycleType.end(run.state());
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    if (run.error() != null) {
      more.set("error", JsonText.parse(run.error()));
    }
    if (run.output() != null && type == LifecycleType.WORKFLOW_COMPLETED) {
      more.set("output", JsonText.parse(run.output()));
    }
    add(key, run, new RunLife.Happening(type, type.what(), run.finishedAt(), null, more));
    add(
        key,
        run,
        new RunLife.Happening(
            LifecycleType.WORKFLOW_STATUS_CHANGED,
            type.what() + ".status",
            run.finishedAt(),
            null,
            JsonNodeFactory.instance.objectNode().put("status", type.what())));
  }

  private void add(RunKey key, RunRow run, RunLife.Happening happening) {
    if (interests.getOrDefault(key.tenant().value(), Set.of()).contains(happening.type())) {
      events.add(
          new NewEvent(
              key.tenant(), event(key, run, happening), NewEvent.Origin.PLATFORM, key.run()));
    }
  }

  private JsonNode event(RunKey key, RunRow run, RunLife.Happening happening) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0");
    event.put("id", happening.id());
    event.put("source", LifecycleType.SOURCE + key.run());
    event.put("type", happening.type().type());
    event.put("time", happening.at().toString());
    event.put("datacontenttype", "application/json");
    event.set("data", data(key, run, happening));
    return event;
  }

  private ObjectNode data(RunKey key, RunRow run, RunLife.Happening happening) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    Optional<FlowDocument> flow = definition(key, run).map(FlowDefinition::document);
    String name =
        flow.map(d -> d.name() + "-" + key.run() + "." + d.namespace())
            .orElse(key.run().toString());
    JournalEntry task = happening.task();
    if (task == null) {
      data.put("name", name);
    } else {
      data.put("workflow", name);
      data.put("task", task.reference());
      if (!task.iteration().isEmpty()) {
        data.put("iteration", task.iteration());
      }
      data.put("attempt", task.attempt());
    }
    data.put("run", key.run().toString());
    flow.ifPresent(
        d ->
            data.putObject("definition")
                .put("namespace", d.namespace())
                .put("name", d.name())
                .put("version", d.version()));
    data.put(happening.type().timeMember(), happening.at().toString());
    data.setAll(happening.more());
    return data;
  }
}
