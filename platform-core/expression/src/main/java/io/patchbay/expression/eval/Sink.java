package io.patchbay.expression.eval;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes the outputs of a {@link Code}, one by one, while it runs. */
@FunctionalInterface
public interface Sink {
  /**
   * @param path where the value lies in the root, or null when paths are not asked for
   */
  void accept(JsonNode value, @Nullable Path path);
}
