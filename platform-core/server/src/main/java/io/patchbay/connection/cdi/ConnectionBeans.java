package io.patchbay.connection.cdi;

import io.patchbay.connection.ConnectionRepository;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.connection.Connections;
import io.patchbay.connection.SavedConnections;
import io.patchbay.connector.Connectors;
import io.patchbay.connector.FlowUses;
import io.patchbay.plugin.call.ConnectionProbe;
import io.patchbay.secret.SecretVault;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Connections for people and for steps. */
@Singleton
public class ConnectionBeans {

  @Produces
  @Singleton
  ConnectionResolver resolver(
      ConnectionRepository repository, SecretVault vault, InstantSource clock) {
    return new SavedConnections(repository, vault, clock);
  }

  @Produces
  @Singleton
  Connections connections(
      ConnectionRepository repository,
      Connectors connectors,
      ConnectionProbe probe,
      SecretVault vault,
      Instance<FlowUses> uses,
      InstantSource clock) {
    return new Connections(
        repository,
        connectors,
        probe,
        vault,
        uses.isResolvable() ? uses.get() : FlowUses.none(),
        clock);
  }
}
