package io.patchbay.plugin.call;

import io.patchbay.call.FunctionCatalog;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.connector.Catalogue.Function;
import io.patchbay.connector.Catalogue.FunctionType;
import io.patchbay.connector.Connectors;
import io.patchbay.connector.FunctionName;
import io.patchbay.connector.OfferedConnector;
import io.patchbay.tenant.TenantId;
import java.util.Optional;

/** The functions that the installed plugins offer. All tenants may call all of them. */
public final class PluginFunctionCatalog implements FunctionCatalog {

  private final Connectors connectors;

  public PluginFunctionCatalog(Connectors connectors) {
    this.connectors = connectors;
  }

  @Override
  public Optional<FunctionDescriptor> find(TenantId tenant, String name, String version) {
    return FunctionName.parse(name)
        .flatMap(
            parsed ->
                connectors
                    .serving(parsed.connector(), FunctionType.ACTION, parsed.function(), version)
                    .map(offered -> describe(offered, parsed, version)));
  }

  private static FunctionDescriptor describe(
      OfferedConnector offered, FunctionName name, String version) {
    Function function =
        offered.function(FunctionType.ACTION, name.function(), version).orElseThrow();
    return new FunctionDescriptor(
        name.toString(),
        version,
        function.label(),
        function.effect(),
        function.inputSchema(),
        function.outputSchema(),
        offered.connector().needsConnection() ? name.connector() : null);
  }
}
