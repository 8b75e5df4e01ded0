package io.patchbay.flow.jpa;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.rest.Etags;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.tenant.TenantId;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The flows of tenants: drafts, versions, what is turned on. */
@Singleton
public class JpaFlows {

  /** How long a deleted flow can be restored. */
  public static final Duration UNDELETE = Duration.ofDays(30);

  private final TenantTransactions transactions;
  private final TriggerRegistration triggers;
  private final InstantSource clock;
  private final Event<FlowChanged> changed;

  @Inject
  public JpaFlows(
      TenantTransactions transactions,
      TriggerRegistration triggers,
      InstantSource clock,
      Event<FlowChanged> changed) {
    this.transactions = transactions;
    this.triggers = triggers;
    this.clock = clock;
    this.changed = changed;
  }

  public FlowRecord create(
      TenantId tenant,
      FlowText text,
      FlowHead head,
      @Nullable String sampleInput,
      String by,
      FlowNote note) {
    return transactions.inTransaction(
        tenant,
        em -> {
          requireFreeName(em, head, "");
          FlowEntity flow = new FlowEntity(UUID.randomUUID().toString());
          flow.createdAt = clock.instant();
          flow.createdBy = by;
          flow.sampleInput = sampleInput;
          write(flow, text, head, by);
          em.persist(flow);
          em.flush();
          FlowRecord created = FlowRecord.of(flow);
          note.write(em, created);
          return created;
        });
  }

  public Optional<FlowRecord> find(TenantId tenant, FlowId id) {
    return transactions.inTransaction(tenant, em -> entity(em, id).map(FlowRecord::of));
  }

  public FlowRecord require(TenantId tenant, FlowId id) {
    return find(tenant, id).orElseThrow(() -> Problem.notFound("flow", id.value()));
  }

  /**
   * Saves the draft if nobody else did since.
   *
   * @param head null: the text cannot be read now, the flow keeps what was known of it
   */
  public FlowRecord saveDraft(
      TenantId tenant,
      FlowId id,
      @Nullable String ifMatch,
      FlowText text,
      @Nullable FlowHead head,
      String by) {
    return change(
        tenant,
        id,
        FlowNote.NONE,
        (em, flow) -> {
          Etags.require(ifMatch, flow.version);
          FlowHead kept = head == null ? headOf(flow) : head;
          requireFreeName(em, kept, flow.id);
          write(flow, text, kept, by);
        });
  }

  private static FlowHead headOf(FlowEntity flow) {
    return new FlowHead(
        flow.namespace,
        flow.name,
        "",
        flow.title,
        flow.summary,
        io.patchbay.run.TriggerKind.valueOf(flow.triggerKind));
  }

  private void write(FlowEntity flow, FlowText text, FlowHead head, String by) {
    flow.draft = text.text();
    flow.draftSha256 = text.sha256();
    flow.namespace = head.namespace();
    flow.name = head.name();
    flow.title = head.title();
    flow.summary = head.summary();
    flow.triggerKind = head.trigger().name();
    flow.updatedAt = clock.instant();
    flow.updatedBy = by;
  }

  private static void requireFreeName(EntityManager em, FlowHead head, String own) {
    List<String> others =
        em.createQuery(
                "select f.id from FlowEntity f where f.namespace = :namespace and f.name = :name"
                    + " and f.deletedAt is null and f.id <> :own",
                String.class)
            .setParameter("namespace", head.namespace())
            .setParameter("name", head.name())
            .setParameter("own", own)
            .getResultList();
    if (!others.isEmpty()) {
      throw Problem.conflict(
          "flow.name-taken",
          "Cannot save flow '"
              + head.name()
              + "': another flow of namespace '"
              + head.namespace()
              + "' has this name. Change document.name.");
    }
  }

  /** Makes the draft the next version and the published one. */
  public FlowRecord publish(
      TenantId tenant,
      FlowId id,
      @Nullable String ifMatch,
      FlowHead head,
      @Nullable String comment,
      String by,
      FlowNote note) {
    return change(
        tenant,
        id,
        note,
        (em, flow) -> {
          Etags.require(ifMatch, flow.version);
          int number = lastNumber(em, flow.id) + 1;
          FlowVersionEntity version = new FlowVersionEntity(flow.id, number);
          version.documentVersion = head.documentVersion();
          version.text = flow.draft;
          version.sha256 = flow.draftSha256;
          version.note = comment;
          version.createdAt = clock.instant();
          version.createdBy = by;
          em.persist(version);
          em.flush();
          usePublished(em, tenant, flow, number, version.sha256);
        });
  }

  /** Publishes an earlier version again. */
  public FlowRecord rollBack(TenantId tenant, FlowId id, int number, FlowNote note) {
    return change(
        tenant,
        id,
        note,
        (em, flow) -> {
          FlowVersionEntity version =
              em.find(FlowVersionEntity.class, new FlowVersionEntity.Key(flow.id, number));
          if (version == null) {
            throw Problem.notFound("flow-version", Integer.toString(number));
          }
          usePublished(em, tenant, flow, number, version.sha256);
        });
  }

  private void usePublished(
      EntityManager em, TenantId tenant, FlowEntity flow, int number, String sha256) {
    flow.publishedVersion = number;
    flow.publishedSha256 = sha256;
    flow.updatedAt = clock.instant();
    em.flush();
    triggers.register(
        em, tenant, FlowVersionRef.version(new FlowId(flow.id), number), flow.enabled);
  }

  private static int lastNumber(EntityManager em, String flow) {
    Integer last =
        em.createQuery(
                "select max(v.number) from FlowVersionEntity v where v.flowId = :flow",
                Integer.class)
            .setParameter("flow", flow)
            .getSingleResult();
    return last == null ? 0 : last;
  }

  public FlowRecord turn(TenantId tenant, FlowId id, boolean on, FlowNote note) {
    return change(
        tenant,
        id,
        note,
        (em, flow) -> {
          if (flow.publishedVersion == null) {
            throw Problem.conflict(
                "flow.not-published",
                "Cannot turn on flow '"
                    + flow.name
                    + "': it has no version yet. Publish it first.");
          }
          if (flow.enabled != on) {
            flow.enabled = on;
            em.flush();
            triggers.register(
                em, tenant, FlowVersionRef.version(new FlowId(flow.id), flow.publishedVersion), on);
          }
        });
  }

  public void delete(TenantId tenant, FlowId id, FlowNote note) {
    change(
        tenant,
        id,
        note,
        (em, flow) -> {
          flow.enabled = false;
          flow.deletedAt = clock.instant();
          em.flush();
          triggers.remove(em, tenant, id);
        });
  }

  /** Brings a deleted flow back, turned off. */
  public FlowRecord restore(TenantId tenant, FlowId id, FlowNote note) {
    FlowRecord restored =
        transactions.inTransaction(
            tenant,
            em -> {
              FlowEntity flow = em.find(FlowEntity.class, id.value());
              Instant limit = clock.instant().minus(UNDELETE);
              if (flow == null || (flow.deletedAt != null && flow.deletedAt.isBefore(limit))) {
                throw Problem.notFound("flow", id.value());
              }
              requireFreeName(em, headOf(flow), flow.id);
              flow.deletedAt = null;
              em.flush();
              if (flow.publishedVersion != null) {
                triggers.register(
                    em, tenant, FlowVersionRef.version(id, flow.publishedVersion), false);
              }
              FlowRecord back = FlowRecord.of(flow);
              note.write(em, back);
              return back;
            });
    changed.fire(new FlowChanged(tenant, id));
    return restored;
  }

  /** The sealed secret of the flow's webhook; null: none. */
  public void setSecret(TenantId tenant, FlowId id, byte @Nullable [] sealed, FlowNote note) {
    change(tenant, id, note, (em, flow) -> flow.triggerSecret = sealed);
  }

  private FlowRecord change(
      TenantId tenant, FlowId id, FlowNote note, BiConsumer<EntityManager, FlowEntity> change) {
    FlowRecord record =
        transactions.inTransaction(
            tenant,
            em -> {
              FlowEntity flow =
                  entity(em, id).orElseThrow(() -> Problem.notFound("flow", id.value()));
              change.accept(em, flow);
              em.flush();
              FlowRecord after = FlowRecord.of(flow);
              note.write(em, after);
              return after;
            });
    changed.fire(new FlowChanged(tenant, id));
    return record;
  }

  private static Optional<FlowEntity> entity(EntityManager em, FlowId id) {
    return Optional.ofNullable(em.find(FlowEntity.class, id.value()))
        .filter(f -> f.deletedAt == null);
  }

  /** Versions, newest first: one more than the page holds. */
  public List<FlowVersionRecord> versions(TenantId tenant, FlowId id, PageRequest page) {
    int before = page.after(1).map(k -> Integer.parseInt(k.getFirst())).orElse(Integer.MAX_VALUE);
    return transactions.inTransaction(
        tenant,
        em -> {
          FlowEntity flow = entity(em, id).orElseThrow(() -> Problem.notFound("flow", id.value()));
          return em.createQuery(
                  "select v from FlowVersionEntity v where v.flowId = :flow and v.number < :before"
                      + " order by v.number desc",
                  FlowVersionEntity.class)
              .setParameter("flow", flow.id)
              .setParameter("before", before)
              .setMaxResults(page.rows())
              .getResultStream()
              .map(v -> record(v, flow))
              .toList();
        });
  }

  public FlowVersionRecord version(TenantId tenant, FlowId id, int number) {
    return transactions.inTransaction(
        tenant,
        em -> {
          FlowEntity flow = entity(em, id).orElseThrow(() -> Problem.notFound("flow", id.value()));
          FlowVersionEntity version =
              em.find(FlowVersionEntity.class, new FlowVersionEntity.Key(flow.id, number));
          if (version == null) {
            throw Problem.notFound("flow-version", Integer.toString(number));
          }
          return record(version, flow);
        });
  }

  private static FlowVersionRecord record(FlowVersionEntity version, FlowEntity flow) {
    return new FlowVersionRecord(
        version.number,
        Integer.valueOf(version.number).equals(flow.publishedVersion),
        version.note,
        version.createdAt,
        version.createdBy,
        version.text);
  }
}
