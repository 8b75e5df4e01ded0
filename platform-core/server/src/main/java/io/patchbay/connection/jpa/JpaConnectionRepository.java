package io.patchbay.connection.jpa;

import io.patchbay.connection.Connection;
import io.patchbay.connection.Connection.Status;
import io.patchbay.connection.ConnectionHistory;
import io.patchbay.connection.ConnectionRepository;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connections through Hibernate, which adds the tenant to every statement. */
@Singleton
public class JpaConnectionRepository implements ConnectionRepository {

  private final TenantTransactions tenants;
  private final ConnectionHistory history;

  @Inject
  public JpaConnectionRepository(TenantTransactions tenants, ConnectionHistory history) {
    this.tenants = tenants;
    this.history = history;
  }

  @Override
  public List<Connection> list(
      TenantId tenant,
      @Nullable String after,
      @Nullable String search,
      @Nullable String connector,
      int rows) {
    StringBuilder jpql = new StringBuilder("select c from ConnectionEntity c where 1 = 1");
    if (after != null) {
      jpql.append(" and c.name > :after");
    }
    if (search != null) {
      jpql.append(
          " and (lower(c.name) like lower(:search) escape '\\'"
              + " or lower(c.connector) like lower(:search) escape '\\')");
    }
    if (connector != null) {
      jpql.append(" and c.connector = :connector");
    }
    jpql.append(" order by c.name");
    return tenants.inTransaction(
        tenant,
        em -> {
          TypedQuery<ConnectionEntity> query =
              em.createQuery(jpql.toString(), ConnectionEntity.class).setMaxResults(rows);
          if (after != null) {
            query.setParameter("after", after);
          }
          if (search != null) {
            query.setParameter("search", search);
          }
          if (connector != null) {
            query.setParameter("connector", connector);
          }
          return query.getResultList().stream().map(ConnectionEntity::toConnection).toList();
        });
  }

  @Override
  public Optional<Connection> find(TenantId tenant, String name) {
    return tenants.inTransaction(
        tenant, em -> entity(em, name, LockModeType.NONE).map(ConnectionEntity::toConnection));
  }

  private static Optional<ConnectionEntity> entity(
      EntityManager em, String name, LockModeType lock) {
    return em.createQuery(
            "select c from ConnectionEntity c where c.name = :name", ConnectionEntity.class)
        .setParameter("name", name)
        .setLockMode(lock)
        .getResultStream()
        .findFirst();
  }

  @Override
  public boolean insert(TenantId tenant, Connection connection) {
    return tenants.inTransaction(
        tenant,
        em -> {
          // Two who add the same name at once wait for each other.
          em.createNativeQuery("select pg_advisory_xact_lock(hashtext('connection'), hashtext(:t))")
              .setParameter("t", tenant.value())
              .getResultList();
          if (entity(em, connection.name(), LockModeType.NONE).isPresent()) {
            return false;
          }
          em.persist(new ConnectionEntity(connection));
          em.flush();
          history.changed(
              tenant,
              "connection.create",
              connection.name(),
              connection.connector() + ", " + connection.kind());
          return true;
        });
  }

  @Override
  public Optional<Connection> update(TenantId tenant, Connection connection) {
    return tenants.inTransaction(
        tenant,
        em -> {
          Optional<ConnectionEntity> found =
              entity(em, connection.name(), LockModeType.PESSIMISTIC_WRITE)
                  .filter(entity -> entity.version() == connection.version());
          found.ifPresent(
              entity -> {
                entity.take(connection);
                em.flush();
                history.changed(tenant, "connection.update", connection.name(), connection.kind());
              });
          return found.map(ConnectionEntity::toConnection);
        });
  }

  @Override
  public boolean delete(TenantId tenant, String name) {
    return tenants.inTransaction(
        tenant,
        em -> {
          Optional<ConnectionEntity> found = entity(em, name, LockModeType.PESSIMISTIC_WRITE);
          found.ifPresent(
              entity -> {
                em.remove(entity);
                em.flush();
                history.changed(tenant, "connection.delete", name, "");
              });
          return found.isPresent();
        });
  }

  @Override
  public void saveStatus(
      TenantId tenant, String name, Status status, @Nullable String message, Instant checkedAt) {
    tenants.transact(
        tenant,
        em ->
            em.createQuery(
                    "update ConnectionEntity c set c.status = :status, c.statusMessage = :message,"
                        + " c.checkedAt = :at where c.name = :name")
                .setParameter("status", status.name().toLowerCase(Locale.ROOT))
                .setParameter("message", message)
                .setParameter("at", checkedAt)
                .setParameter("name", name)
                .executeUpdate());
  }

  /** One statement, past the entity's version: the settings stay what they are. */
  @Override
  public boolean reseal(TenantId tenant, Connection connection, byte[] sealed) {
    return tenants.inTransaction(
            tenant,
            em ->
                em.createQuery(
                        "update ConnectionEntity c set c.secrets = :sealed"
                            + " where c.id = :id and c.secrets = :old")
                    .setParameter("sealed", sealed)
                    .setParameter("id", connection.id())
                    .setParameter("old", connection.sealed())
                    .executeUpdate())
        == 1;
  }
}
