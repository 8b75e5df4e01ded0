package io.patchbay.run.machine;

import tools.jackson.databind.JsonNode;

/** A step that waits for signals: see {@link Core#await}. */
interface Awaiting {
  /** Where its entries belong. */
  Position position();

  /** Comes in the order of arrival, each signal once; the same again in a replay. */
  void signalled(JsonNode payload);
}
