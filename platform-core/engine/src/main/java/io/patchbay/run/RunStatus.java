package io.patchbay.run;

import org.jspecify.annotations.Nullable;

/**
 * What a waiting caller needs to know about a run.
 *
 * @param result set when the state is final
 * @param reply set when the flow answered
 */
public record RunStatus(RunState state, @Nullable RunResult result, @Nullable Reply reply) {}
