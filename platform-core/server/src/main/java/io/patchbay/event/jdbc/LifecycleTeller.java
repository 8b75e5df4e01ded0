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

  private final Connection connection;
  private final FlowDefinitions definitions;
  private final Map<String, Set<LifecycleType>> interests;
  private final Function<RunKey, @Nullable RunLife> known;
  private final Map<RunKey, RunLife> lives = new HashMap<>();
  private final Map<RunKey, Optional<RunRow>> rows = new HashMap<>();
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

  List<NewEvent> tell(List<Notice> notices) throws SQLException {
    Map<RunKey, List<Notice>> byRun = new LinkedHashMap<>();
    for (Notice notice : notices) {
      byRun.computeIfAbsent(notice.run(), _ -> new ArrayList<>()).add(notice);
    }
    for (Map.Entry<RunKey, List<Notice>> entry : byRun.entrySet()) {
      RunKey key = entry.getKey();
      Optional<RunRow> run = row(key);
      if (run.isPresent()
          && interests.containsKey(key.tenant().value())
          && !isOfLifecycleEvent(run.get(), key)) {
        tell(key, run.get(), entry.getValue());
      }
    }
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
      follow(key, run, written);
    }
    if (ended) {
      end(key, run);
    }
  }

  /**
   * @param written what is to be told; what else the journal has is only taken in
   */
  private RunLife follow(RunKey key, RunRow run, List<Written> written) throws SQLException {
    RunLife life = life(key, run);
    List<JournalEntry> entries =
        JournalRows.load(connection, key.tenant().value(), key.run().value(), life.last());
    for (int i = 0; i < entries.size(); i++) {
      JournalEntry entry = entries.get(i);
      List<RunLife.Happening> happened =
          life.accept(entry, i + 1 < entries.size() ? entries.get(i + 1) : null);
      for (Written chunk : written) {
        if (chunk.first() <= entry.sequence() && entry.sequence() <= chunk.last()) {
          happened.forEach(one -> add(key, run, one));
          break;
        }
      }
      if (written.stream().anyMatch(chunk -> chunk.last() == entry.sequence())) {
        life.written(entry).forEach(one -> add(key, run, one));
      }
    }
    return life;
  }

  private RunLife life(RunKey key, RunRow run) {
    return lives.computeIfAbsent(
        key,
        _ -> {
          RunLife earlier = known.apply(key);
          return earlier == null
              ? new RunLife(
                  definition(key, run)
                      .map(FlowDefinition::source)
                      .orElse(MissingNode.getInstance()))
              : earlier.copy();
        });
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
        && (isOfLifecycleEvent(parent.get(), above)
            || follow(above, parent.get(), List.of()).deaf());
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
