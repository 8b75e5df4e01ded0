package io.patchbay.flow.check;

import io.patchbay.call.EffectKind;
import io.patchbay.call.FunctionCatalog;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.ParseResult;
import io.patchbay.flow.Problem;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.flow.parse.Problems;
import io.patchbay.flow.syntax.Positions;
import io.patchbay.flow.task.Extension;
import io.patchbay.flow.task.Task;
import io.patchbay.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Says what a flow that parses needs and its tenant does not have, and what is doubtful. Looks only
 * at what can be known without running it.
 */
public final class FlowValidator {
  private static final String REPLY = "webhook.reply";
  private static final int MOST = 100;

  private final TenantId tenant;
  private final FunctionCatalog catalog;
  private final ConnectionNames connections;

  public FlowValidator(TenantId tenant, FunctionCatalog catalog, ConnectionNames connections) {
    this.tenant = tenant;
    this.catalog = catalog;
    this.connections = connections;
  }

  /** Problems besides those of the parser. */
  public List<Problem> validate(ParseResult.Parsed parsed) {
    Problems problems = new Problems(MOST);
    FlowDefinition flow = parsed.flow();
    Positions at = parsed.positions();
    flow.functions().values().forEach(task -> walk(task, Around.NOTHING, at, problems));
    for (Extension extension : flow.extensions()) {
      extension.before().forEach(task -> walk(task, Around.NOTHING, at, problems));
      extension.after().forEach(task -> walk(task, Around.NOTHING, at, problems));
    }
    flow.tasks().forEach(task -> walk(task, Around.NOTHING, at, problems));
    poll(flow.trigger(), at, problems);
    return problems.sorted();
  }

  /** What stands around a task. */
  private record Around(boolean fork, boolean retry) {
    static final Around NOTHING = new Around(false, false);
  }

  private void walk(Task task, Around around, Positions at, Problems problems) {
    if (around.fork() && task.head().data().exportAs() != null) {
      problems.warning(
          "flow.export-in-fork",
          "'"
              + task.name()
              + "' exports to the context inside a fork: the branches run side by side, so which"
              + " export comes last is up to chance. Export behind the fork.",
          task.reference() + "/export",
          at.at(task.reference() + "/export"));
    }
    if (task instanceof Task.CallFunction call && !call.function().equals(REPLY)) {
      call(call, around, at, problems);
    }
    if (task instanceof Task.Try attempt) {
      Around inside =
          new Around(around.fork(), around.retry() || attempt.catching().retry() != null);
      attempt.body().forEach(inner -> walk(inner, inside, at, problems));
      attempt.catching().handler().forEach(inner -> walk(inner, around, at, problems));
    } else {
      Around inside = new Around(around.fork() || task instanceof Task.Fork, around.retry());
      task.lists().forEach(list -> list.forEach(inner -> walk(inner, inside, at, problems)));
    }
  }

  private void call(Task.CallFunction call, Around around, Positions at, Problems problems) {
    Optional<FunctionDescriptor> found = catalog.find(tenant, call.function(), call.version());
    if (found.isEmpty()) {
      problems.error(
          "flow.unknown-function",
          "There is no function '"
              + call.function()
              + "' in version "
              + call.version()
              + ": no installed connector offers it. Look it up under Connectors, or ask the"
              + " operator to install the plugin.",
          call.reference() + "/call",
          at.at(call.reference() + "/call"));
      return;
    }
    FunctionDescriptor function = found.get();
    if (around.retry() && function.effect() == EffectKind.UNSAFE) {
      problems.warning(
          "flow.unsafe-retry",
          "'"
              + call.name()
              + "' is retried, but '"
              + call.function()
              + "' must not be done twice. It is repeated only after a certain failure; an unknown"
              + " outcome waits for a person.",
          call.reference() + "/call",
          at.at(call.reference() + "/call"));
    }
    new ConnectionCheck(connections).check(call, function, at, problems);
    new InputCheck().check(call, function, at, problems);
  }

  private void poll(TriggerSettings trigger, Positions at, Problems problems) {
    TriggerSettings.Poll poll = trigger.poll();
    String connection = poll == null ? null : poll.connection();
    if (connection != null && connections.connectorOf(connection).isEmpty()) {
      String pointer = "/document/metadata/patchbay/trigger/connection";
      ConnectionCheck.unknown(connection, connections, pointer, at, problems);
    }
  }
}
