package io.patchbay.call;

import io.patchbay.tenant.TenantId;
import java.util.Optional;

/**
 * The functions a tenant's flows may call: {@code call: name:version@default}. Thread-safe, fast.
 */
public interface FunctionCatalog {
  Optional<FunctionDescriptor> find(TenantId tenant, String name, String version);
}
