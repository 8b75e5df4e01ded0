package io.patchbay.member.jpa;

import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.Role;
import io.patchbay.member.Invitation;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Open invitations of a tenant. */
@Singleton
public class JpaInvitations {

  public static final Duration OPEN = Duration.ofDays(7);

  /** So many may be open at a time. */
  private static final int MAX_OPEN = 200;

  private final TenantTransactions transactions;
  private final AuditTrail audit;
  private final InstantSource clock;

  @Inject
  public JpaInvitations(TenantTransactions transactions, AuditTrail audit, InstantSource clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  public List<Invitation> open(RequestContext request) {
    return transactions.inTransaction(
        request.tenant(),
        em ->
            em.createQuery(
                    "select i from InvitationEntity i where i.expiresAt > :now order by"
                        + " i.createdAt",
                    InvitationEntity.class)
                .setParameter("now", clock.instant())
                .setMaxResults(MAX_OPEN)
                .getResultStream()
                .map(JpaInvitations::invitation)
                .toList());
  }

  /** Invites; an open invitation to the same address is replaced, so its link dies. */
  public Invitation invite(RequestContext request, String email, Role role, OpaqueToken token) {
    Instant now = clock.instant();
    return transactions.inTransaction(
        request.tenant(),
        em -> {
          em.createQuery(
                  "delete from InvitationEntity i where i.email = :email or i.expiresAt < :now")
              .setParameter("email", email)
              .setParameter("now", now)
              .executeUpdate();
          long open =
              em.createQuery("select count(i) from InvitationEntity i", Long.class)
                  .getSingleResult();
          if (open >= MAX_OPEN) {
            throw Problem.conflict(
                "invitation.too-many",
                "There are " + MAX_OPEN + " open invitations. Revoke some first.");
          }
          InvitationEntity invitation =
              new InvitationEntity(
                  UUID.randomUUID(),
                  email,
                  role.word(),
                  token.hash(),
                  request.account().name(),
                  now,
                  now.plus(OPEN));
          em.persist(invitation);
          em.flush();
          audit.done(em, request, "member.invite", email, "as " + role.word());
          return invitation(invitation);
        });
  }

  public void revoke(RequestContext request, UUID id) {
    transactions.transact(
        request.tenant(),
        em -> {
          InvitationEntity invitation = em.find(InvitationEntity.class, id);
          if (invitation == null) {
            throw Problem.notFound("invitation", id.toString());
          }
          em.remove(invitation);
          em.flush();
          audit.done(em, request, "member.revoke-invitation", invitation.email(), "");
        });
  }

  private static Invitation invitation(InvitationEntity entity) {
    return new Invitation(
        entity.id(),
        entity.email(),
        Role.of(entity.role()),
        entity.invitedBy(),
        entity.createdAt(),
        entity.expiresAt());
  }
}
