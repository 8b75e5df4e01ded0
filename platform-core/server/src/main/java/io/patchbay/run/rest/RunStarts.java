package io.patchbay.run.rest;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.jpa.FlowRecord;
import io.patchbay.flow.jpa.FlowText;
import io.patchbay.flow.jpa.FlowTexts;
import io.patchbay.flow.jpa.JpaFlows;
import io.patchbay.platform.rest.Problem;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.JsonText;
import io.patchbay.run.start.RunEngine;
import io.patchbay.run.start.RunIntake;
import io.patchbay.run.view.RunRecord;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Starts by people: the published version, a test of the draft, the same once more. */
@Singleton
public class RunStarts {

  private final JpaFlows flows;
  private final FlowTexts texts;
  private final FlowDefinitions definitions;
  private final RunIntake intake;
  private final RunEngine engine;
  private final InstantSource clock;

  @Inject
  public RunStarts(
      JpaFlows flows,
      FlowTexts texts,
      FlowDefinitions definitions,
      RunIntake intake,
      RunEngine engine,
      InstantSource clock) {
    this.flows = flows;
    this.texts = texts;
    this.definitions = definitions;
    this.intake = intake;
    this.engine = engine;
    this.clock = clock;
  }

  RunId start(TenantId tenant, FlowId id, JsonNode input, String by) {
    FlowRecord flow = flows.require(tenant, id);
    FlowVersionRef published =
        flow.published()
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "flow.not-published",
                        "Cannot start flow '"
                            + flow.name()
                            + "': it has no version yet. Publish it, or test its draft."));
    return accept(newRun(tenant, published, input), by, null);
  }

  RunId test(TenantId tenant, FlowId id, JsonNode input, String by) {
    FlowRecord flow = flows.require(tenant, id);
    FlowVersionRef draft = texts.keepDraft(tenant, id, FlowText.of(flow.draft()));
    if (definitions.find(tenant, draft).isEmpty()) {
      throw Problem.conflict(
          "flow.draft-with-errors",
          "Cannot test flow '" + flow.name() + "': its draft has errors. Correct them first.");
    }
    return accept(newRun(tenant, draft, input).asTest(), by, null);
  }

  /** The same input once more; keys that make runs duplicates are left out. */
  RunId rerun(TenantId tenant, RunRecord run, boolean published, String by) {
    FlowVersionRef ref =
        published
            ? flows.require(tenant, run.flow().flow()).published().orElseThrow(() -> gone(run))
            : run.flow();
    String input = run.inputText();
    if (input == null || definitions.find(tenant, ref).isEmpty()) {
      throw gone(run);
    }
    NewRun again = newRun(tenant, ref, JsonText.parse(input));
    return accept(ref.isDraft() ? again.asTest() : again, by, run.id());
  }

  private static Problem gone(RunRecord run) {
    return Problem.conflict(
        "run.flow-gone",
        "Cannot repeat run " + run.id() + ": the text of its flow is no longer kept.");
  }

  private NewRun newRun(TenantId tenant, FlowVersionRef ref, JsonNode input) {
    RunId id = RunId.create(clock.instant(), ThreadLocalRandom.current());
    return NewRun.of(tenant, id, ref, TriggerKind.PERSON, input);
  }

  private RunId accept(NewRun run, String by, @Nullable RunId rerunOf) {
    FlowDefinition flow =
        definitions
            .find(run.tenant(), run.flow())
            .orElseThrow(() -> Problem.notFound("flow", run.flow().flow().value()));
    return engine.accept(intake.request(run, flow, by, rerunOf)).run();
  }
}
