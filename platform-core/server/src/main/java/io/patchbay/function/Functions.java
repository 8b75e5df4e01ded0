package io.patchbay.function;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.FunctionCall;
import io.patchbay.call.FunctionCatalog;
import io.patchbay.call.FunctionDescriptor;
import io.patchbay.call.FunctionInvoker;
import io.patchbay.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The default catalogue: what the platform offers, then what connectors offer. */
public final class Functions implements FunctionCatalog, FunctionInvoker {

  private final Map<String, PlatformFunction> own;
  private final FunctionCatalog catalog;
  private final FunctionInvoker invoker;

  public Functions(
      List<PlatformFunction> own, FunctionCatalog ofConnectors, FunctionInvoker toConnectors) {
    this.own =
        own.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    f -> key(f.descriptor().name(), f.descriptor().version()),
                    Function.identity()));
    this.catalog = ofConnectors;
    this.invoker = toConnectors;
  }

  @Override
  public Optional<FunctionDescriptor> find(TenantId tenant, String name, String version) {
    PlatformFunction function = own.get(key(name, version));
    return function == null
        ? catalog.find(tenant, name, version)
        : Optional.of(function.descriptor());
  }

  @Override
  public CallOutcome invoke(FunctionCall call) throws InterruptedException {
    PlatformFunction function = own.get(key(call.function(), call.version()));
    return function == null ? invoker.invoke(call) : function.invoke(call);
  }

  @Override
  public Optional<CallOutcome> lookUp(FunctionCall call) throws InterruptedException {
    return own.containsKey(key(call.function(), call.version()))
        ? Optional.empty()
        : invoker.lookUp(call);
  }

  private static String key(String name, String version) {
    return name + ":" + version;
  }
}
