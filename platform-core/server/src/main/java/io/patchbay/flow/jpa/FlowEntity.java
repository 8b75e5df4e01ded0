package io.patchbay.flow.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A flow from its first draft on. A draft is saved as often as its author likes; publishing makes
 * it the next version; turned on, its trigger starts runs of the published version. A deleted flow
 * stays for 30 days and can be restored, turned off.
 */
@Entity
@Table(name = "flow")
@SuppressWarnings("NullAway.Init")
public class FlowEntity {

  @Id String id;

  @TenantId
  @Column(name = "tenant_id")
  String tenantId;

  String namespace;
  String name;
  @Nullable String title;
  @Nullable String summary;

  @Column(name = "trigger_kind")
  String triggerKind;

  String draft;

  @Column(name = "draft_sha256")
  String draftSha256;

  @Version int version;

  @Column(name = "sample_input")
  @Nullable String sampleInput;

  boolean enabled;

  @Column(name = "published_version")
  @Nullable Integer publishedVersion;

  @Column(name = "published_sha256")
  @Nullable String publishedSha256;

  @Column(name = "trigger_secret")
  byte @Nullable [] triggerSecret;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "updated_by")
  String updatedBy;

  @Column(name = "deleted_at")
  @Nullable Instant deletedAt;

  /** For the persistence provider. */
  protected FlowEntity() {}

  FlowEntity(String id) {
    this.id = id;
  }
}
