package io.patchbay.connector.rest;

import io.patchbay.connector.Catalogue.Connector;
import io.patchbay.connector.OfferedConnector;
import org.jspecify.annotations.Nullable;

/** A connector in the catalogue's list. */
public record ConnectorSummary(
    String id,
    String label,
    String help,
    @Nullable String icon,
    String version,
    int actions,
    int triggers) {

  static ConnectorSummary of(OfferedConnector offered) {
    Connector connector = offered.connector();
    return new ConnectorSummary(
        connector.id(),
        connector.label(),
        connector.help(),
        connector.icon(),
        offered.pluginVersion(),
        connector.actions().size(),
        connector.pollingTriggers().size() + connector.webhookTriggers().size());
  }
}
