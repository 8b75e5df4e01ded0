package io.patchbay.run.start;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.template.EvaluationException;
import io.patchbay.flow.template.Template;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.TriggerKind;
import io.patchbay.run.jdbc.RunAcceptance;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the request for a run: its id, and the keys that the flow computes from the input. */
@Singleton
public class RunIntake {

  static final int MAX_KEY = 300;

  private final InstantSource clock;

  @Inject
  public RunIntake(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param givenKey an idempotency key from outside, which goes before the flow's own
   * @throws UnusableKey when the flow's expression for the key fails on this input
   */
  public NewRun newRun(
      TenantId tenant,
      FlowVersionRef ref,
      FlowDefinition flow,
      TriggerKind trigger,
      JsonNode input,
      @Nullable String givenKey)
      throws UnusableKey {
    RunId id = RunId.create(clock.instant(), ThreadLocalRandom.current());
    String key = givenKey == null ? key(flow.idempotencyKey(), input) : givenKey;
    return NewRun.of(tenant, id, ref, trigger, input).withIdempotencyKey(key);
  }

  /** The request with the flow's business key; an expression that fails gives none. */
  public RunAcceptance.Request request(
      NewRun run, FlowDefinition flow, @Nullable String startedBy, @Nullable RunId rerunOf) {
    String businessKey = null;
    try {
      businessKey = key(flow.businessKey(), run.input());
    } catch (UnusableKey e) {
      // The key is a convenience for people: the run goes on without it.
    }
    return new RunAcceptance.Request(run, businessKey, startedBy, rerunOf);
  }

  private @Nullable String key(@Nullable Template template, JsonNode input) throws UnusableKey {
    if (template == null) {
      return null;
    }
    try {
      JsonNode value = template.evaluate(input, new IntakeVariables(clock));
      if (value.isNull() || value.isMissingNode()) {
        return null;
      }
      String key = value.isValueNode() ? value.asString() : value.toString();
      if (key.length() > MAX_KEY) {
        throw new UnusableKey("the key has more than " + MAX_KEY + " characters");
      }
      return key.isEmpty() ? null : key;
    } catch (EvaluationException e) {
      String detail = e.error().detail();
      throw new UnusableKey(detail == null ? String.valueOf(e.getMessage()) : detail);
    }
  }

  /** The key that the flow computes from its input cannot be computed from this one. */
  public static final class UnusableKey extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableKey(String why) {
      super(why);
    }
  }
}
