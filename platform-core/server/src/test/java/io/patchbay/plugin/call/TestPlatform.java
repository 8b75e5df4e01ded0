package io.patchbay.plugin.call;

import io.patchbay.connection.ConnectionRepository;
import io.patchbay.connection.Connections;
import io.patchbay.connection.SavedConnections;
import io.patchbay.connection.jpa.JpaConnectionRepository;
import io.patchbay.connector.FlowUses;
import io.patchbay.http.CallBudgets;
import io.patchbay.http.EgressPolicy;
import io.patchbay.http.RecordedExchange;
import io.patchbay.http.apache.ApacheOutboundHttp;
import io.patchbay.platform.database.TestDatabase;
import io.patchbay.plugin.host.BundleReader;
import io.patchbay.plugin.host.MemoryPluginStore;
import io.patchbay.plugin.host.PluginGate;
import io.patchbay.plugin.host.PluginHost;
import io.patchbay.plugin.host.PluginStore.Source;
import io.patchbay.plugin.host.Plugins;
import io.patchbay.plugin.pf4j.Pf4jPluginRuntime;
import io.patchbay.secret.SecretVault;
import io.patchbay.secret.jdbc.JdbcKeysetStore;
import io.patchbay.secret.jdbc.JdbcMasterKeyProof;
import io.patchbay.secret.tink.MasterKey;
import io.patchbay.secret.tink.MasterKeySource;
import io.patchbay.secret.tink.TinkSecretVault;
import io.patchbay.tenant.TenantId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything around plugins put together as in the server, on a real database. */
public final class TestPlatform implements AutoCloseable {

  // One key for the JVM: the database remembers which one it was begun with.
  private static final MasterKey MASTER =
      new MasterKeySource(MasterKey.newText(), null)
          .require(new JdbcMasterKeyProof(TestDatabase.shared().engine()));

  public final TestDatabase database = TestDatabase.shared();
  public final SecretVault vault =
      new TinkSecretVault(MASTER, new JdbcKeysetStore(database.engine()));
  public final List<String> history = new CopyOnWriteArrayList<>();
  public final ConnectionRepository repository =
      new JpaConnectionRepository(
          database.transactions(),
          (tenant, action, name, detail) -> history.add(action + " " + name));
  public final List<RecordedExchange> recorded = new CopyOnWriteArrayList<>();
  public final List<FlowUses.FlowUse> uses = new ArrayList<>();
  public final SavedConnections resolver;
  public final ApacheOutboundHttp http;
  public final PluginHost host;
  public final Plugins plugins;
  public final Connections connections;
  public final ConnectorCaller caller;

  public TestPlatform(Path folder, String egressAllow) {
    InstantSource clock = InstantSource.system();
    BundleReader reader = new BundleReader();
    MemoryPluginStore store = new MemoryPluginStore();
    host = new PluginHost(store, new Pf4jPluginRuntime(folder.resolve("work")), reader);
    plugins = new Plugins(store, host, reader, FlowUses.none(), clock);
    http =
        new ApacheOutboundHttp(
            EgressPolicy.parse(egressAllow),
            new CallBudgets(clock),
            (origin, exchange) -> recorded.add(exchange),
            clock);
    resolver = new SavedConnections(repository, vault, clock);
    caller = new ConnectorCaller(host, resolver, new PluginGate(host, clock), http, clock);
    connections =
        new Connections(repository, host, new ConnectionProbe(caller), vault, new Uses(), clock);
  }

  public void install(byte[] bundle) {
    plugins.install(bundle, Source.UPLOADED);
  }

  private final class Uses implements FlowUses {
    @Override
    public List<FlowUse> ofConnection(TenantId tenant, String connection) {
      return uses;
    }

    @Override
    public List<FunctionUse> ofConnectors(Set<String> connectorIds) {
      return List.of();
    }
  }

  @Override
  public void close() {
    host.close();
    http.close();
  }
}
