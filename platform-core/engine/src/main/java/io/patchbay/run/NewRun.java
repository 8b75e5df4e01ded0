package io.patchbay.run;

import io.patchbay.flow.FlowVersionRef;
import io.patchbay.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run to be accepted.
 *
 * @param id made by the caller with {@link RunId#create}
 * @param idempotencyKey a second run with the same tenant, flow and key is a duplicate (kept at
 *     least 72 hours); null: never a duplicate
 * @param replyWanted somebody waits for the answer
 * @param parent the run that started this one
 * @param test a test run of a draft
 */
public record NewRun(
    TenantId tenant,
    RunId id,
    FlowVersionRef flow,
    TriggerKind trigger,
    JsonNode input,
    @Nullable String idempotencyKey,
    boolean replyWanted,
    @Nullable Parent parent,
    boolean test) {

  /**
   * The waiting step of the parent run.
   *
   * @param depth 1 for the child of a run that nobody's run started
   */
  public record Parent(RunId run, String stepId, int depth) {}

  public static NewRun of(
      TenantId tenant, RunId id, FlowVersionRef flow, TriggerKind trigger, JsonNode input) {
    return new NewRun(tenant, id, flow, trigger, input, null, false, null, false);
  }

  public NewRun withIdempotencyKey(@Nullable String key) {
    return new NewRun(tenant, id, flow, trigger, input, key, replyWanted, parent, test);
  }

  public NewRun withReplyWanted() {
    return new NewRun(tenant, id, flow, trigger, input, idempotencyKey, true, parent, test);
  }

  public NewRun withParent(Parent newParent) {
    return new NewRun(
        tenant, id, flow, trigger, input, idempotencyKey, replyWanted, newParent, test);
  }

  public NewRun asTest() {
    return new NewRun(tenant, id, flow, trigger, input, idempotencyKey, replyWanted, parent, true);
  }
}
