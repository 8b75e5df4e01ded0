package io.patchbay.flow.jpa;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The immutable texts that runs refer to: versions, and the drafts that tests took. */
@Singleton
public class FlowTexts {

  private final TenantTransactions transactions;
  private final InstantSource clock;

  @Inject
  public FlowTexts(TenantTransactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  public Optional<String> find(TenantId tenant, FlowVersionRef ref) {
    return transactions.inTransaction(tenant, em -> find(em, tenant, ref));
  }

  static Optional<String> find(EntityManager em, TenantId tenant, FlowVersionRef ref) {
    if (!ref.isDraft()) {
      return Optional.ofNullable(
              em.find(
                  FlowVersionEntity.class,
                  new FlowVersionEntity.Key(ref.flow().value(), ref.number())))
          .map(v -> v.text);
    }
    List<?> found =
        em.createNativeQuery(
                "select text from draft_copy where tenant_id = :tenant and flow_id = :flow and"
                    + " sha256 = :hash",
                String.class)
            .setParameter("tenant", tenant.value())
            .setParameter("flow", ref.flow().value())
            .setParameter("hash", ref.draftHash())
            .getResultList();
    return found.isEmpty() ? Optional.empty() : Optional.of((String) found.getFirst());
  }

  /** Keeps the draft for a test run. */
  public FlowVersionRef keepDraft(TenantId tenant, FlowId flow, FlowText draft) {
    transactions.inTransaction(
        tenant,
        em ->
            em.createNativeQuery(
                    "insert into draft_copy (tenant_id, flow_id, sha256, text, used_at)"
                        + " values (:tenant, :flow, :hash, :text, :now)"
                        + " on conflict (tenant_id, flow_id, sha256)"
                        + " do update set used_at = excluded.used_at")
                .setParameter("tenant", tenant.value())
                .setParameter("flow", flow.value())
                .setParameter("hash", draft.sha256())
                .setParameter("text", draft.text())
                .setParameter("now", clock.instant())
                .executeUpdate());
    return FlowVersionRef.draft(flow, draft.sha256());
  }

  /** The version that another flow's {@code run: workflow} names. */
  public Optional<FlowVersionRef> findPublished(
      TenantId tenant, String namespace, String name, String version) {
    return transactions.inTransaction(
        tenant,
        em -> {
          List<FlowEntity> flows =
              em.createQuery(
                      "select f from FlowEntity f where f.namespace = :namespace and f.name = :name"
                          + " and f.deletedAt is null and f.publishedVersion is not null",
                      FlowEntity.class)
                  .setParameter("namespace", namespace)
                  .setParameter("name", name)
                  .getResultList();
          if (flows.isEmpty()) {
            return Optional.empty();
          }
          FlowEntity flow = flows.getFirst();
          FlowId id = new FlowId(flow.id);
          Integer published = flow.publishedVersion;
          if (version.equals("latest") && published != null) {
            return Optional.of(FlowVersionRef.version(id, published));
          }
          return em
              .createQuery(
                  "select max(v.number) from FlowVersionEntity v where v.flowId = :flow and"
                      + " v.documentVersion = :version",
                  Integer.class)
              .setParameter("flow", flow.id)
              .setParameter("version", version)
              .getResultList()
              .stream()
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .map(n -> FlowVersionRef.version(id, n));
        });
  }
}
