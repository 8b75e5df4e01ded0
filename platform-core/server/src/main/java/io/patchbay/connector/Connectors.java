package io.patchbay.connector;

import io.patchbay.connector.Catalogue.FunctionType;
import java.util.List;
import java.util.Optional;

/**
 * The connectors of this installation. Answers come from memory and follow installations within
 * seconds. Thread-safe.
 */
public interface Connectors {

  /** The connectors of the active plugin versions, by label. */
  List<OfferedConnector> all();

  /** The connector of the active plugin version. */
  Optional<OfferedConnector> find(String connectorId);

  /**
   * Who serves this function: the active version of the plugin if it still has it, else the newest
   * of the other installed ones. So a flow goes on with the function version that it names.
   */
  Optional<OfferedConnector> serving(
      String connectorId, FunctionType type, String functionId, String functionVersion);
}
