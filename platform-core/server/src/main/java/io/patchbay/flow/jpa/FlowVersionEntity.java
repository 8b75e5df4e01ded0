package io.patchbay.flow.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A published text. Never changes. */
@Entity
@Immutable
@Table(name = "flow_version")
@IdClass(FlowVersionEntity.Key.class)
@SuppressWarnings("NullAway.Init")
public class FlowVersionEntity {

  /** Which flow, which version. */
  public record Key(String flowId, int number) {}

  @Id
  @Column(name = "flow_id")
  String flowId;

  @Id int number;

  @TenantId
  @Column(name = "tenant_id")
  String tenantId;

  @Column(name = "document_version")
  String documentVersion;

  String text;
  String sha256;
  @Nullable String note;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  /** For the persistence provider. */
  protected FlowVersionEntity() {}

  FlowVersionEntity(String flowId, int number) {
    this.flowId = flowId;
    this.number = number;
  }
}
