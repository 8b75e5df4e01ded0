package io.patchbay.member.jdbc;

import io.patchbay.audit.AuditTrail;
import io.patchbay.identity.CallerCache;
import io.patchbay.identity.Role;
import io.patchbay.member.Member;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Members of one tenant. Names and addresses of people belong to the installation, where the role
 * of tenants cannot look; so this asks as the platform, and every statement names the tenant.
 */
@Singleton
public class Members {

  private static final String SELECT =
      """
      select m.account_id, a.user_name, a.display_name, a.email, m.role, m.created_at,
             (select max(s.used_at) from session s where s.account_id = a.id) as seen_at
        from membership m join account a on a.id = m.account_id
       where m.tenant_id = ?
      """;

  private final EngineDatabase database;
  private final AuditTrail audit;
  private final CallerCache callers;

  @Inject
  public Members(EngineDatabase database, AuditTrail audit, CallerCache callers) {
    this.database = database;
    this.audit = audit;
    this.callers = callers;
  }

  /** By name; one row more than the page holds. */
  public List<Member> list(TenantId tenant, PageRequest page) {
    List<String> after = page.after(2).orElse(List.of("", ""));
    @Nullable String pattern = page.searchPattern();
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  SELECT
                      + " and (a.display_name, a.user_name) > (?, ?) and (?::text is null or"
                      + " a.display_name ilike ? or a.user_name ilike ?) order by a.display_name,"
                      + " a.user_name limit ?")) {
            select.setString(1, tenant.value());
            select.setString(2, after.getFirst());
            select.setString(3, after.getLast());
            for (int i = 4; i <= 6; i++) {
              select.setString(i, pattern);
            }
            select.setInt(7, page.rows());
            return read(select);
          }
        });
  }

  public Member changeRole(RequestContext request, UUID account, Role role) {
    TenantId tenant = request.tenant();
    Member changed =
        database.inTransaction(
            connection -> {
              Member member = require(connection, tenant, account);
              if (member.role() == Role.OWNER && role != Role.OWNER) {
                refuseLastOwner(connection, tenant, member);
              }
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "update membership set role = ? where tenant_id = ? and account_id = ?")) {
                update.setString(1, role.word());
                update.setString(2, tenant.value());
                update.setObject(3, account);
                update.executeUpdate();
              }
              audit.done(
                  connection,
                  tenant,
                  request.actor(),
                  "member.change-role",
                  member.login(),
                  member.role().word() + " → " + role.word());
              return require(connection, tenant, account);
            });
    callers.forget(account);
    return changed;
  }

  public void remove(RequestContext request, UUID account) {
    TenantId tenant = request.tenant();
    database.transact(
        connection -> {
          Member member = require(connection, tenant, account);
          if (member.role() == Role.OWNER) {
            refuseLastOwner(connection, tenant, member);
          }
          try (PreparedStatement delete =
                  connection.prepareStatement(
                      "delete from membership where tenant_id = ? and account_id = ?");
              PreparedStatement tokens =
                  connection.prepareStatement(
                      "delete from api_token where only_tenant = ? and account_id = ?")) {
            delete.setString(1, tenant.value());
            delete.setObject(2, account);
            delete.executeUpdate();
            tokens.setString(1, tenant.value());
            tokens.setObject(2, account);
            tokens.executeUpdate();
          }
          audit.done(
              connection, tenant, request.actor(), "member.remove", member.login(), member.name());
        });
    callers.forget(account);
  }

  private static Member require(Connection connection, TenantId tenant, UUID account)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + " and m.account_id = ? for update of m")) {
      select.setString(1, tenant.value());
      select.setObject(2, account);
      Optional<Member> member = read(select).stream().findFirst();
      return member.orElseThrow(() -> Problem.notFound("member", account.toString()));
    }
  }

  /** Locks the owners, so that the last two cannot leave at the same moment. */
  private static void refuseLastOwner(Connection connection, TenantId tenant, Member member)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select account_id from membership where tenant_id = ? and role = 'owner' order by"
                + " account_id for update")) {
      select.setString(1, tenant.value());
      int owners = 0;
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          owners++;
        }
      }
      if (owners <= 1) {
        throw Problem.conflict(
            "member.last-owner",
            "'"
                + member.name()
                + "' is the last owner of this tenant. Make another member an owner first.");
      }
    }
  }

  private static List<Member> read(PreparedStatement select) throws SQLException {
    List<Member> members = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        @Nullable Timestamp seen = row.getTimestamp(7);
        members.add(
            new Member(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Role.of(row.getString(5)),
                row.getTimestamp(6).toInstant(),
                seen == null ? null : seen.toInstant()));
      }
    }
    return members;
  }
}
