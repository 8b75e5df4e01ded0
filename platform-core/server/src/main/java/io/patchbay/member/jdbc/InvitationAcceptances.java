package io.patchbay.member.jdbc;

import io.patchbay.audit.Actor;
import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.Account;
import io.patchbay.identity.CallerCache;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.Role;
import io.patchbay.identity.jdbc.Accounts;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** What an invitation's link opens, before anybody is signed in. */
@Singleton
public class InvitationAcceptances {

  /** What the link offers. */
  public record Offer(
      TenantId tenant,
      UUID id,
      String tenantName,
      Role role,
      String email,
      String invitedBy,
      Instant expiresAt) {}

  private final EngineDatabase database;
  private final AuditTrail audit;
  private final CallerCache callers;
  private final InstantSource clock;

  @Inject
  public InvitationAcceptances(
      EngineDatabase database, AuditTrail audit, CallerCache callers, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  public Optional<Offer> find(OpaqueToken token) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select t.id, i.id, t.name, i.role, i.email, i.invited_by, i.expires_at from"
                      + " invitation i join tenant t on t.id = i.tenant_id where i.token_hash = ?"
                      + " and i.expires_at > ? and t.state = 'active'")) {
            select.setBytes(1, token.hash());
            select.setTimestamp(2, Timestamp.from(clock.instant()));
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Offer(
                          new TenantId(row.getString(1)),
                          row.getObject(2, UUID.class),
                          row.getString(3),
                          Role.of(row.getString(4)),
                          row.getString(5),
                          row.getString(6),
                          row.getTimestamp(7).toInstant()))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * Makes the account a member and uses the invitation up; false when somebody else did it first. A
   * member keeps the higher role.
   */
  public boolean accept(Offer offer, Account account, boolean isNew, String address) {
    boolean accepted =
        database.inTransaction(
            connection -> {
              try (PreparedStatement use =
                      connection.prepareStatement(
                          "delete from invitation where tenant_id = ? and id = ?");
                  PreparedStatement join =
                      connection.prepareStatement(
                          """
                          insert into membership (tenant_id, account_id, role) values (?, ?, ?)
                          on conflict (tenant_id, account_id) do update set role = case
                            when membership.role = 'owner' or excluded.role = 'owner' then 'owner'
                            when membership.role = 'builder' or excluded.role = 'builder' then 'builder'
                            else 'viewer' end
                          """)) {
                use.setString(1, offer.tenant().value());
                use.setObject(2, offer.id());
                if (use.executeUpdate() == 0 || (isNew && !Accounts.add(connection, account))) {
                  connection.rollback();
                  return false;
                }
                join.setString(1, offer.tenant().value());
                join.setObject(2, account.id());
                join.setString(3, offer.role().word());
                join.executeUpdate();
              }
              audit.done(
                  connection,
                  offer.tenant(),
                  new Actor(account.login(), address),
                  "member.join",
                  account.login(),
                  "as " + offer.role().word() + ", invited by " + offer.invitedBy());
              return true;
            });
    callers.forget(account.id());
    return accepted;
  }
}
