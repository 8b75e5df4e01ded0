package io.patchbay.run;

import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.tenant.TenantId;
import java.util.Optional;

/** Compiled flows. Thread-safe; cached (bounded, the tenant is part of the key), parsed once. */
public interface FlowDefinitions {
  /** The definition behind a reference; empty when it is gone or no longer parses. */
  Optional<FlowDefinition> find(TenantId tenant, FlowVersionRef ref);

  /**
   * The published version that {@code run: workflow} names.
   *
   * @param version semantic version of the document, or {@code latest}
   */
  Optional<FlowVersionRef> findPublished(
      TenantId tenant, String namespace, String name, String version);
}
