package io.patchbay.connector.rest;

import io.patchbay.connector.Catalogue.Connector;
import io.patchbay.connector.Catalogue.Function;
import io.patchbay.connector.OfferedConnector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connector with everything that a person needs to use it. */
public record ConnectorView(
    String id,
    String label,
    String help,
    @Nullable String icon,
    String version,
    String pluginId,
    boolean checkable,
    List<ConnectionKindView> connectionKinds,
    List<ConnectorFunction> actions,
    List<ConnectorFunction> pollingTriggers,
    List<ConnectorFunction> webhookTriggers) {

  static ConnectorView of(OfferedConnector offered) {
    Connector connector = offered.connector();
    return new ConnectorView(
        connector.id(),
        connector.label(),
        connector.help(),
        connector.icon(),
        offered.pluginVersion(),
        offered.pluginId(),
        connector.checkable(),
        connector.connectionKinds().stream().map(ConnectionKindView::of).toList(),
        functions(connector, connector.actions()),
        functions(connector, connector.pollingTriggers()),
        functions(connector, connector.webhookTriggers()));
  }

  private static List<ConnectorFunction> functions(Connector connector, List<Function> functions) {
    return functions.stream().map(f -> ConnectorFunction.of(connector.id(), f)).toList();
  }
}
