package io.patchbay.plugin.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.connection.ResolvedConnection;
import io.patchbay.connector.Catalogue.FunctionType;
import io.patchbay.connector.Connectors;
import io.patchbay.connector.FunctionName;
import io.patchbay.connector.OfferedConnector;
import io.patchbay.http.CallOrigin;
import io.patchbay.http.OutboundHttp;
import io.patchbay.http.SecretMask;
import io.patchbay.plugin.AccessTokens;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.host.PluginCallFailed;
import io.patchbay.plugin.host.PluginGate;
import io.patchbay.plugin.spi.ConnectorDispatcher;
import io.patchbay.plugin.spi.KeptTokens;
import io.patchbay.secret.SealBroken;
import io.patchbay.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all calls of connectors have in common: finding, lending, passing the gate. */
public final class ConnectorCaller {

  private record TokenKey(TenantId tenant, String connection, long revision, String plugin) {}

  private final Connectors connectors;
  private final ConnectionResolver connections;
  private final PluginGate gate;
  private final OutboundHttp http;
  private final InstantSource clock;
  private final Cache<TokenKey, AccessTokens> tokens =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterAccess(Duration.ofHours(1)).build();

  public ConnectorCaller(
      Connectors connectors,
      ConnectionResolver connections,
      PluginGate gate,
      OutboundHttp http,
      InstantSource clock) {
    this.connectors = connectors;
    this.connections = connections;
    this.gate = gate;
    this.http = http;
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  /** Whom a call is for. */
  record Circumstances(
      TenantId tenant,
      @Nullable String run,
      @Nullable String step,
      Instant deadline,
      String idempotencyKey,
      int attempt) {

    static Circumstances outsideRuns(TenantId tenant, Instant deadline, String idempotencyKey) {
      return new Circumstances(tenant, null, null, deadline, idempotencyKey, 1);
    }
  }

  /** Runs on the plugin's thread. */
  @FunctionalInterface
  interface Work<T> {
    T run(ConnectorDispatcher connector, Object settings, Loan loan) throws Exception;
  }

  PreparedCall prepare(
      TenantId tenant,
      FunctionType type,
      String function,
      String version,
      @Nullable String connectionName)
      throws NotCallable {
    FunctionName name = FunctionName.parse(function).orElseThrow(() -> unknown(function, version));
    OfferedConnector offered =
        connectors
            .serving(name.connector(), type, name.function(), version)
            .orElseThrow(() -> unknown(function, version));
    return new PreparedCall(
        offered,
        offered.function(type, name.function(), version).orElseThrow(),
        connection(tenant, offered, connectionName).orElse(null));
  }

  private Optional<ResolvedConnection> connection(
      TenantId tenant, OfferedConnector offered, @Nullable String name) throws NotCallable {
    String connector = offered.connector().id();
    if (name == null) {
      if (offered.connector().needsConnection()) {
        throw new NotCallable(
            "Connector '%s' needs a connection: name one as 'connection' under 'with'."
                .formatted(connector));
      }
      return Optional.empty();
    }
    ResolvedConnection found;
    try {
      found =
          connections
              .find(tenant, name)
              .orElseThrow(
                  () ->
                      new NotCallable(
                          "There is no connection '%s'. Add it under Connections, or name another."
                              .formatted(name)));
    } catch (SealBroken e) {
      throw new NotCallable("Connection '%s' cannot be used: %s".formatted(name, e.getMessage()));
    }
    if (!found.connector().equals(connector)) {
      throw new NotCallable(
          "Connection '%s' is one of connector '%s', not of '%s'."
              .formatted(name, found.connector(), connector));
    }
    return Optional.of(found);
  }

  <T> T call(PreparedCall prepared, Circumstances about, Work<T> work)
      throws PluginCallFailed, InterruptedException {
    ResolvedConnection connection = prepared.connection();
    try {
      Loan loan = loan(prepared.offered(), connection, about);
      return gate.call(
          target(prepared.offered(), prepared.name(), about),
          dispatcher ->
              work.run(
                  dispatcher, dispatcher.settings(prepared.kind(), prepared.settings()), loan));
    } catch (PluginCallFailed e) {
      if (e.kind() == ErrorKind.AUTHENTICATION && connection != null) {
        connections.refused(
            about.tenant(),
            connection.name(),
            connection.mask().maskValues(String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }

  /** A call about a connection that need not be saved yet. */
  <T> T callWith(
      OfferedConnector offered,
      String what,
      ResolvedConnection connection,
      Circumstances about,
      Work<T> work)
      throws PluginCallFailed, InterruptedException {
    Loan loan = loan(offered, connection, about);
    return gate.call(
        target(offered, what, about),
        dispatcher ->
            work.run(
                dispatcher, dispatcher.settings(connection.kind(), connection.settings()), loan));
  }

  private static PluginGate.Target target(
      OfferedConnector offered, String what, Circumstances about) {
    return new PluginGate.Target(
        offered.pluginId(),
        offered.pluginVersion(),
        offered.connector().dispatcher(),
        what,
        about.tenant(),
        about.deadline());
  }

  private Loan loan(
      OfferedConnector offered, @Nullable ResolvedConnection connection, Circumstances about) {
    String name = connection == null ? null : connection.name();
    SecretMask mask = connection == null ? SecretMask.none() : connection.mask();
    return new Loan(
        about.tenant(),
        offered.connector().id(),
        new CallOrigin(about.tenant(), name, about.run(), about.step()),
        mask,
        http,
        tokens(about.tenant(), offered, connection),
        clock,
        about.deadline(),
        about.idempotencyKey(),
        about.attempt());
  }

  /** Kept by saved connections only: an unsaved one has revision 0. */
  private AccessTokens tokens(
      TenantId tenant, OfferedConnector offered, @Nullable ResolvedConnection connection) {
    if (connection == null || connection.revision() <= 0) {
      return new KeptTokens(clock);
    }
    String plugin = offered.pluginId() + ":" + offered.pluginVersion();
    return tokens.get(
        new TokenKey(tenant, connection.name(), connection.revision(), plugin),
        key -> new KeptTokens(clock));
  }

  private static NotCallable unknown(String function, String version) {
    return new NotCallable(
        "There is no function '%s' in version %s. Install the plugin that offers it, or name a"
                .formatted(function, version)
            + " version from the connector's page.");
  }
}
