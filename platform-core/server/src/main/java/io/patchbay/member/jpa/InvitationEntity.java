package io.patchbay.member.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/** An offer of membership, open until it is accepted, revoked or expired. */
@Entity
@Table(name = "invitation")
@SuppressWarnings("NullAway.Init")
public class InvitationEntity {

  @TenantId
  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @Id private UUID id;
  private String email;
  private String role;

  @Column(name = "token_hash")
  private byte[] tokenHash;

  @Column(name = "invited_by")
  private String invitedBy;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected InvitationEntity() {}

  public InvitationEntity(
      UUID id,
      String email,
      String role,
      byte[] tokenHash,
      String invitedBy,
      Instant createdAt,
      Instant expiresAt) {
    this.id = id;
    this.email = email;
    this.role = role;
    this.tokenHash = tokenHash.clone();
    this.invitedBy = invitedBy;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  public UUID id() {
    return id;
  }

  public String email() {
    return email;
  }

  public String role() {
    return role;
  }

  public String invitedBy() {
    return invitedBy;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }
}
