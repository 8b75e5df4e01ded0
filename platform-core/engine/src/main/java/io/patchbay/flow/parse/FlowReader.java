package io.patchbay.flow.parse;

import io.patchbay.flow.Durability;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.ParseLimits;
import io.patchbay.flow.Schedule;
import io.patchbay.flow.TriggerSettings;
import io.patchbay.flow.syntax.SourceNode;
import io.patchbay.flow.task.DataRules;
import io.patchbay.flow.task.DurationRule;
import io.patchbay.flow.task.Task;
import io.patchbay.flow.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole document. */
public final class FlowReader {
  private static final int MOST_AT_ONCE = 10_000;

  private final Toolkit tools;

  private final SourceNode root;

  public FlowReader(SourceNode root, ParseLimits limits, Problems problems) {
    this.root = root;
    this.tools = Toolkit.create(new Context(root, limits, problems));
  }

  /** The definition; to be used only when no error was found. */
  public @Nullable FlowDefinition read() {
    Fields fields = tools.context().object(new Place(root, ""), "the flow");
    if (fields == null) {
      return null;
    }
    DocumentReader.Head head =
        new DocumentReader(tools).read(fields.requireObject("document", "'document'"));
    TaskReader reader = new TaskReader(tools);
    Map<String, Task> functions =
        new UseReader(tools, reader).read(fields.findObject("use", "'use'"));
    HeadReader heads = new HeadReader(tools);
    DataRules data = heads.data(fields, Names.STANDARD);
    DurationRule timeout = heads.timeout(fields, Names.STANDARD);
    Schedule schedule = new ScheduleReader(tools).read(fields.findObject("schedule", "'schedule'"));
    List<Task> tasks = reader.list(fields.require("do"), "the flow", Names.STANDARD);
    fields.close();
    Fields patchbay = head == null ? null : head.patchbay();
    Ours ours = ours(patchbay, schedule);
    String secret = ours.trigger().secret();
    if (secret != null) {
      tools.reusables().secrets.use(secret);
    }
    if (!tools.context().problems().hasErrors()) {
      new UnusedParts(tools).report();
    }
    if (head == null) {
      return null;
    }
    return new FlowDefinition(
        head.document(),
        ours.trigger(),
        ours.durability(),
        data,
        timeout,
        Set.copyOf(tools.reusables().secrets),
        Map.copyOf(functions),
        tools.reusables().extensions,
        tasks,
        ours.idempotencyKey(),
        ours.businessKey(),
        ours.concurrency(),
        root.json());
  }

  private record Ours(
      TriggerSettings trigger,
      Durability durability,
      @Nullable Template idempotencyKey,
      @Nullable Template businessKey,
      @Nullable Integer concurrency) {}

  private Ours ours(@Nullable Fields patchbay, @Nullable Schedule schedule) {
    Fields trigger = patchbay == null ? null : patchbay.findObject("trigger", "the trigger");
    String durability =
        patchbay == null ? null : patchbay.findChoice("durability", List.of("standard", "express"));
    Template idempotencyKey = expression(trigger, "idempotencyKey");
    Template businessKey = expression(patchbay, "businessKey");
    Integer concurrency =
        patchbay == null ? null : patchbay.findCount("concurrency", 1, MOST_AT_ONCE);
    if (patchbay != null) {
      patchbay.close();
    }
    return new Ours(
        new TriggerReader(tools).read(trigger, schedule),
        durability == null
            ? Durability.STANDARD
            : Durability.valueOf(durability.toUpperCase(Locale.ROOT)),
        idempotencyKey,
        businessKey,
        concurrency);
  }

  private @Nullable Template expression(@Nullable Fields fields, String key) {
    Place place = fields == null ? null : fields.find(key);
    return place == null ? null : tools.templates().expression(place, Set.of());
  }
}
