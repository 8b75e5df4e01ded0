package io.patchbay.run.machine;

import io.patchbay.event.EventCollector;
import io.patchbay.event.EventStrategy;
import io.patchbay.flow.task.DataRules;
import io.patchbay.flow.task.Directive;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.run.EntryKind;
import io.patchbay.run.JournalEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * {@code listen}: gets events as signals, those that its frozen strategy may want, in the order of
 * the log. Its output is the list of what it consumed, after {@code foreach}. The entry {@code
 * AWAITED} holds the frozen strategy, so that a replay decides as the first time.
 */
final class ListenFrame extends TaskFrame implements Awaiting {
  private final Task.Listen task;
  private final Deque<JsonNode> queue = new ArrayDeque<>();
  private ArrayNode consumed = JsonNodeFactory.instance.arrayNode();
  private @Nullable EventCollector collector;
  private @Nullable EventCollector ending;
  private boolean last;
  private @Nullable ListFrame turn;
  private JsonNode current = NullNode.getInstance();

  ListenFrame(
      Core core,
      Frame parent,
      Position position,
      @Nullable Scope scope,
      Task.Listen task,
      JsonNode input) {
    super(core, parent, position, scope, task, input);
    this.task = task;
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  void enter() throws EvaluationException {
    JournalEntry recorded = core.journal.peek(EntryKind.AWAITED, position.stepId());
    JsonNode frozen =
        recorded != null && recorded.output() != null
            ? recorded.output()
            : task.to().freeze(input(), variables(null));
    EventStrategy strategy = EventStrategy.of(frozen);
    collector = new EventCollector(strategy);
    ending = strategy.until() == null ? null : new EventCollector(strategy.until());
    if (core.fits(position, frozen)) {
      core.await(this, frozen);
    }
  }

  @Override
  public void signalled(JsonNode event) {
    EventCollector wanted = collector;
    EventCollector end = ending;
    if (last || wanted == null) {
      return;
    }
    if (end != null && end.take(event)) {
      last = end.complete();
    } else if (wanted.take(event)) {
      queue.add(event);
      last = wanted.complete();
    }
    guarded(this::next);
  }

  /** One event after the other; the next only when the turn of the one before has ended. */
  private void next() throws EvaluationException {
    while (turn == null && live()) {
      JsonNode event = queue.poll();
      if (event == null) {
        if (last) {
          end();
        }
        return;
      }
      current = read(event);
      Task.ForEvent foreach = task.foreach();
      if (foreach == null) {
        consume(current);
      } else if (foreach.body().isEmpty()) {
        turned(foreach, current);
      } else {
        ListFrame frame =
            new ListFrame(
                core,
                this,
                position.turn(String.valueOf(consumed.size())),
                scope(foreach),
                foreach.body(),
                current);
        turn = frame;
        core.enqueue(frame, frame::begin);
      }
    }
  }

  private Scope scope(Task.ForEvent foreach) {
    return new Scope(
        new Scope(scope, foreach.item(), current),
        foreach.at(),
        JsonNodeFactory.instance.numberNode(consumed.size()));
  }

  private void turned(Task.ForEvent foreach, JsonNode raw) throws EvaluationException {
    DataRules data = foreach.data();
    JsonNode output = raw;
    if (data.outputAs() != null) {
      output = data.outputAs().evaluate(raw, turnVariables(foreach, raw));
    }
    if (data.outputSchema() != null) {
      data.outputSchema().require(output, "output of an event of '" + task.name() + "'");
    }
    if (data.exportAs() != null) {
      JsonNode context = data.exportAs().evaluate(output, turnVariables(foreach, output));
      if (!core.fits(position, context)) {
        return;
      }
      core.context(context);
    }
    consume(output);
  }

  private TaskVariables turnVariables(Task.ForEvent foreach, JsonNode output) {
    return new TaskVariables(core, this, scope(foreach), input(), output);
  }

  private void consume(JsonNode value) throws EvaluationException {
    ArrayNode more = JsonNodeFactory.instance.arrayNode(consumed.size() + 1);
    more.addAll(consumed);
    more.add(value);
    consumed = more;
    if (!core.fits(position, consumed)) {
      return;
    }
    if (task.to().until() != null && task.to().until().holds(consumed, variables(null))) {
      queue.clear();
      last = true;
    }
  }

  private void end() {
    core.endAwait(this);
    complete(finished(consumed), task.head().then());
  }

  private JsonNode read(JsonNode event) {
    JsonNode data = event.get("data");
    JsonNode binary = event.get("data_base64");
    JsonNode value = data != null ? data : binary != null ? binary : NullNode.getInstance();
    return switch (task.read()) {
      case DATA -> value;
      case ENVELOPE -> event;
      case RAW ->
          value.isString() || value.isNull()
              ? value
              : JsonNodeFactory.instance.stringNode(value.toString());
    };
  }

  @Override
  void childDone(Frame child, JsonNode output, Directive then) {
    turn = null;
    Task.ForEvent foreach = task.foreach();
    if (foreach != null) {
      guarded(
          () -> {
            turned(foreach, output);
            next();
          });
    }
  }

  @Override
  void cancelInside() {
    core.endAwait(this);
    if (turn != null) {
      turn.cancel();
    }
  }
}
