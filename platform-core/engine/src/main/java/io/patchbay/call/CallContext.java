package io.patchbay.call;

import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import java.time.Instant;

/**
 * On whose behalf a call is made.
 *
 * @param step JSON pointer of the task, such as {@code /do/0/charge}
 * @param iteration which turn of the loops around it, empty outside loops
 * @param attempt from 1; grows with each retry
 * @param idempotencyKey the same for every attempt and every resumption of this step and iteration
 * @param deadline the invoker gives up and returns by then
 * @param test true in a test run of a draft
 */
public record CallContext(
    TenantId tenant,
    FlowVersionRef flow,
    RunId run,
    String step,
    String iteration,
    int attempt,
    String idempotencyKey,
    Instant deadline,
    boolean test) {}
