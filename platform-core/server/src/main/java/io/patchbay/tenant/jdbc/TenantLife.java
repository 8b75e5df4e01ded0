package io.patchbay.tenant.jdbc;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditEvent.Outcome;
import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.CallerCache;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.rest.Problem;
import io.patchbay.tenant.Tenant;
import io.patchbay.tenant.TenantChanged;
import io.patchbay.tenant.TenantChanged.Change;
import io.patchbay.tenant.TenantId;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.util.UUID;

/** The life of a tenant, in the operator's hands: created, suspended, resumed, deleted. */
@Singleton
public class TenantLife {

  private final EngineDatabase database;
  private final AuditTrail audit;
  private final CallerCache callers;
  private final Event<TenantChanged> changes;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public TenantLife(
      EngineDatabase database,
      AuditTrail audit,
      CallerCache callers,
      Event<TenantChanged> changes) {
    this.database = database;
    this.audit = audit;
    this.callers = callers;
    this.changes = changes;
  }

  /** Creates it with its first owner; a taken slug is a conflict. */
  public TenantId create(
      String slug, String name, String environment, String timeZone, UUID owner, Actor actor) {
    TenantId id = new TenantId("t" + new BigInteger(80, random).toString(36));
    try {
      database.transact(
          connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                        "insert into tenant (id, slug, name, environment, time_zone) values (?, ?,"
                            + " ?, ?, ?)");
                PreparedStatement member =
                    connection.prepareStatement(
                        "insert into membership (tenant_id, account_id, role) values (?, ?,"
                            + " 'owner')")) {
              insert.setString(1, id.value());
              insert.setString(2, slug);
              insert.setString(3, name);
              insert.setString(4, environment);
              insert.setString(5, timeZone);
              insert.executeUpdate();
              member.setString(1, id.value());
              member.setObject(2, owner);
              member.executeUpdate();
            }
            audit.done(connection, id, actor, "tenant.create", slug, name);
            audit.platform(connection, actor, "tenant.create", slug, Outcome.DONE, name);
          });
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.DUPLICATE) {
        throw Problem.conflict(
            "tenant.slug-taken", "There is a tenant '" + slug + "' already. Choose another slug.");
      }
      throw e;
    }
    told(id, Change.CREATED);
    return id;
  }

  /** Suspends or resumes; to do it twice is no error. */
  public void suspend(Tenant tenant, boolean suspended, Actor actor) {
    if (tenant.suspended() == suspended) {
      return;
    }
    String action = suspended ? "tenant.suspend" : "tenant.resume";
    database.transact(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update tenant set state = ?, version = version + 1 where id = ?")) {
            update.setString(1, suspended ? "suspended" : "active");
            update.setString(2, tenant.id().value());
            update.executeUpdate();
          }
          audit.done(connection, tenant.id(), actor, action, tenant.slug(), "");
          audit.platform(connection, actor, action, tenant.slug(), Outcome.DONE, "");
        });
    told(tenant.id(), suspended ? Change.SUSPENDED : Change.RESUMED);
  }

  /** Deletes every row of it. Only the platform's audit trail remembers that it was there. */
  public void delete(Tenant tenant, Actor actor) {
    database.transact(
        connection -> {
          try (PreparedStatement destroy =
              connection.prepareStatement("select destroy_tenant(?)")) {
            destroy.setString(1, tenant.id().value());
            destroy.execute();
          }
          audit.platform(
              connection, actor, "tenant.delete", tenant.slug(), Outcome.DONE, tenant.name());
        });
    told(tenant.id(), Change.DELETED);
  }

  private void told(TenantId tenant, Change change) {
    callers.forgetAll();
    changes.fire(new TenantChanged(tenant, change));
  }
}
