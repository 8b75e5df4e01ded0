package io.patchbay.flow.review;

import io.patchbay.connection.Connection;
import io.patchbay.connection.Connections;
import io.patchbay.flow.check.ConnectionNames;
import io.patchbay.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/** The connections that a tenant has saved. */
record TenantConnectionNames(TenantId tenant, Connections connections) implements ConnectionNames {

  private static final int SUGGESTIONS = 50;

  @Override
  public Optional<String> connectorOf(String connection) {
    return connections.find(tenant, connection).map(Connection::connector);
  }

  @Override
  public List<String> all() {
    return connections.list(tenant, null, null, null, SUGGESTIONS).stream()
        .map(Connection::name)
        .toList();
  }
}
