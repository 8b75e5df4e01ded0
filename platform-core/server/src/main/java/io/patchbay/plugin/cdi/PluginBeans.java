package io.patchbay.plugin.cdi;

import io.patchbay.approval.call.ApprovalFunction;
import io.patchbay.approval.jdbc.Approvals;
import io.patchbay.connection.ConnectionResolver;
import io.patchbay.connector.Connectors;
import io.patchbay.connector.FlowUses;
import io.patchbay.function.Functions;
import io.patchbay.http.OutboundHttp;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.plugin.call.ConnectionProbe;
import io.patchbay.plugin.call.ConnectorCaller;
import io.patchbay.plugin.call.PluginFunctionCatalog;
import io.patchbay.plugin.call.PluginFunctionInvoker;
import io.patchbay.plugin.call.PluginPollInvoker;
import io.patchbay.plugin.call.PluginWebhookInvoker;
import io.patchbay.plugin.call.PollInvoker;
import io.patchbay.plugin.call.WebhookInvoker;
import io.patchbay.plugin.host.BundleReader;
import io.patchbay.plugin.host.PluginFolders;
import io.patchbay.plugin.host.PluginGate;
import io.patchbay.plugin.host.PluginHost;
import io.patchbay.plugin.host.PluginStore;
import io.patchbay.plugin.host.PluginStore.Source;
import io.patchbay.plugin.host.Plugins;
import io.patchbay.plugin.pf4j.Pf4jPluginRuntime;
import io.patchbay.secret.SecretVault;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Plugins and everything that calls them. */
@Singleton
public class PluginBeans {

  @Produces
  @Singleton
  BundleReader reader() {
    return new BundleReader();
  }

  @Produces
  @Singleton
  PluginHost host(PlatformConfig config, PluginStore store, BundleReader reader) {
    Path work = config.data().resolve("work").resolve("plugins-" + config.node());
    return new PluginHost(store, new Pf4jPluginRuntime(work), reader);
  }

  @Produces
  @Singleton
  Plugins plugins(
      PluginStore store,
      PluginHost host,
      BundleReader reader,
      Instance<FlowUses> uses,
      InstantSource clock) {
    return new Plugins(
        store, host, reader, uses.isResolvable() ? uses.get() : FlowUses.none(), clock);
  }

  @Produces
  @Singleton
  PluginFolders folders(PlatformConfig config, Plugins plugins, InstantSource clock) {
    Path drop = config.data().resolve("plugins").toAbsolutePath().normalize();
    List<PluginFolders.Folder> folders = new ArrayList<>();
    for (Path path : config.plugins()) {
      if (!path.toAbsolutePath().normalize().equals(drop)) {
        folders.add(new PluginFolders.Folder(path, Source.BUNDLED));
      }
    }
    folders.add(new PluginFolders.Folder(drop, Source.DROPPED));
    return new PluginFolders(folders, plugins, clock);
  }

  @Produces
  @Singleton
  PluginGate gate(PluginHost host, InstantSource clock) {
    return new PluginGate(host, clock);
  }

  @Produces
  @Singleton
  ConnectorCaller caller(
      Connectors connectors,
      ConnectionResolver connections,
      PluginGate gate,
      OutboundHttp http,
      InstantSource clock) {
    return new ConnectorCaller(connectors, connections, gate, http, clock);
  }

  @Produces
  @Singleton
  Functions functions(
      Connectors connectors,
      ConnectorCaller caller,
      Approvals approvals,
      PlatformConfig config,
      InstantSource clock) {
    return new Functions(
        ApprovalFunction.all(approvals, config.publicUrl().toString(), clock),
        new PluginFunctionCatalog(connectors),
        new PluginFunctionInvoker(caller));
  }

  @Produces
  @Singleton
  PollInvoker polls(ConnectorCaller caller) {
    return new PluginPollInvoker(caller);
  }

  @Produces
  @Singleton
  WebhookInvoker webhooks(ConnectorCaller caller, SecretVault vault) {
    return new PluginWebhookInvoker(caller, vault);
  }

  @Produces
  @Singleton
  ConnectionProbe probe(ConnectorCaller caller) {
    return new ConnectionProbe(caller);
  }
}
