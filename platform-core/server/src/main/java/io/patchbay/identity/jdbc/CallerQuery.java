package io.patchbay.identity.jdbc;

import io.patchbay.identity.Caller;
import io.patchbay.identity.Membership;
import io.patchbay.identity.Role;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an account with its memberships as a caller. */
final class CallerQuery {

  /** More memberships than this are not looked at; nobody works in so many tenants. */
  private static final int MAX_MEMBERSHIPS = 2_000;

  private CallerQuery() {}

  static Optional<Caller.SignedIn> caller(
      Connection connection, UUID account, @Nullable String onlyTenant, @Nullable String csrfToken)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select user_name, display_name, email, operator, must_change_password from account"
                + " where id = ?")) {
      select.setObject(1, account);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Caller.SignedIn(
                account,
                row.getString(1),
                row.getString(2),
                row.getString(3),
                // A token for one tenant is good for nothing else.
                row.getBoolean(4) && onlyTenant == null,
                row.getBoolean(5),
                memberships(connection, account, onlyTenant),
                onlyTenant,
                csrfToken));
      }
    }
  }

  private static List<Membership> memberships(
      Connection connection, UUID account, @Nullable String onlyTenant) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select t.id, t.slug, t.name, t.environment, t.time_zone, t.state, m.role
              from membership m join tenant t on t.id = m.tenant_id
             where m.account_id = ? and (?::text is null or t.id = ?)
             order by t.name, t.slug limit ?
            """)) {
      select.setObject(1, account);
      select.setString(2, onlyTenant);
      select.setString(3, onlyTenant);
      select.setInt(4, MAX_MEMBERSHIPS);
      try (ResultSet row = select.executeQuery()) {
        List<Membership> memberships = new ArrayList<>();
        while (row.next()) {
          memberships.add(
              new Membership(
                  new TenantId(row.getString(1)),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6).equals("suspended"),
                  Role.of(row.getString(7))));
        }
        return memberships;
      }
    }
  }
}
