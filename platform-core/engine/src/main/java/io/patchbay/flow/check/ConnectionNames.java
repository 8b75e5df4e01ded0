package io.patchbay.flow.check;

import java.util.List;
import java.util.Optional;

/** The connections of one tenant, as far as a check needs them. */
public interface ConnectionNames {
  /** The connector that a connection belongs to; empty: there is no such connection. */
  Optional<String> connectorOf(String connection);

  /** Names to suggest, at most some dozens. */
  List<String> all();
}
