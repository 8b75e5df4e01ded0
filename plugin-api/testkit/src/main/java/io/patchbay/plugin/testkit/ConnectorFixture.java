package io.patchbay.plugin.testkit;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the contracts need to know about the connector under test. */
public interface ConnectorFixture {
  /** The connector class. */
  Class<?> connector();

  /**
   * Settings of a connection whose other side is at this address, with credentials that look right.
   */
  Map<String, Object> settings(URI baseUri);

  /** The kind of connection that {@link #settings} are for; by default the first. */
  default String connectionKind() {
    return Catalogue.of(connector()).connectionKinds().getFirst().id();
  }

  /**
   * An input for an action, when the other side is at this address; by default the sample that the
   * catalogue shows.
   */
  default Map<String, @Nullable Object> input(Catalogue.Entry action, URI baseUri) {
    return action.sampleInput();
  }
}
