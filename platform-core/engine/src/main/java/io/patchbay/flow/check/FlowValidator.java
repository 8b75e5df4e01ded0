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
import java.util.ArrayList;
import java.util.Comparator;
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

  /**
   * Every problem of a text, the parser's too, in the order of the text. What the parser could not
   * read is not looked at a second time.
   */
  public List<Problem> problems(ParseResult result) {
    List<Problem> all = new ArrayList<>(result.problems());
    Optional<ParseResult.Parsed> readable =
        switch (result) {
          case ParseResult.Parsed parsed -> Optional.of(parsed);
          case ParseResult.Invalid invalid -> invalid.readable();
        };
    if (readable.isPresent()) {
      List<String> errors =
          result.problems().stream().filter(Problem::isError).map(Problem::pointer).toList();
      validate(readable.get()).stream()
          .filter(problem -> errors.stream().noneMatch(error -> within(problem.pointer(), error)))
          .forEach(all::add);
    }
    all.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }

  private static boolean within(String pointer, String outer) {
    return (pointer + "/").startsWith(outer + "/");
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
    if (around.retry() && isMarkedUnsafe(task)) {
      unsafe(task, "it is marked as unsafe", at, problems);
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
      unsafe(call, "'" + call.function() + "' must not be done twice", at, problems);
    }
    new ConnectionCheck(connections).check(call, function, at, problems);
    new InputCheck().check(call, function, at, problems);
  }

  private static boolean isMarkedUnsafe(Task task) {
    return task.kind().equals("call")
        && task.source().at("/metadata/patchbay/effect").asString("").equals("unsafe");
  }

  private static void unsafe(Task task, String why, Positions at, Problems problems) {
    problems.warning(
        "flow.unsafe-retry",
        "'"
            + task.name()
            + "' is retried, but "
            + why
            + ". It is repeated only after a certain failure; an unknown outcome waits for a"
            + " person. Retry around it what can be repeated, or leave this step out of the retry.",
        task.reference() + "/call",
        at.at(task.reference() + "/call"));
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
