package io.patchbay.expression.eval;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The call that remains to be made when everything else of a code is done. */
record Tail(Code code, Env env, JsonNode in, @Nullable Path path, Sink out) {}
