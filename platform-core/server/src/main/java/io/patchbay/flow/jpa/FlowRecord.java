package io.patchbay.flow.jpa;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.TriggerKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow as it was read.
 *
 * @param version of the record, for optimistic locking; not the published one
 * @param draftSha256 lower-case hex
 */
public record FlowRecord(
    FlowId id,
    String namespace,
    String name,
    @Nullable String title,
    @Nullable String summary,
    TriggerKind trigger,
    String draft,
    String draftSha256,
    int version,
    @Nullable String sampleInput,
    boolean enabled,
    @Nullable Integer publishedVersion,
    @Nullable String publishedSha256,
    boolean secretSet,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {

  static FlowRecord of(FlowEntity e) {
    return new FlowRecord(
        new FlowId(e.id),
        e.namespace,
        e.name,
        e.title,
        e.summary,
        TriggerKind.valueOf(e.triggerKind),
        e.draft,
        e.draftSha256,
        e.version,
        e.sampleInput,
        e.enabled,
        e.publishedVersion,
        e.publishedSha256,
        e.triggerSecret != null,
        e.createdAt,
        e.updatedAt,
        e.updatedBy);
  }

  /** As the API calls it: draft, on, off. */
  public static String state(@Nullable Integer publishedVersion, boolean enabled) {
    if (publishedVersion == null) {
      return "draft";
    }
    return enabled ? "on" : "off";
  }

  public boolean hasDraftChanges() {
    return !draftSha256.equals(publishedSha256);
  }

  /** The version that triggers start. */
  public Optional<FlowVersionRef> published() {
    return Optional.ofNullable(publishedVersion).map(n -> FlowVersionRef.version(id, n));
  }
}
