package io.patchbay.tenant.jdbc;

import io.patchbay.tenant.Tenant;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tenants. */
final class TenantRows {

  private static final String SELECT =
      """
      select t.id, t.slug, t.name, t.environment, t.time_zone, t.run_retention_days, t.state, t.created_at, t.version,
             (select count(*) from membership m where m.tenant_id = t.id) as members
        from tenant t
      """;

  private TenantRows() {}

  static List<Tenant> select(Connection connection, String where, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        List<Tenant> tenants = new ArrayList<>();
        while (row.next()) {
          tenants.add(
              new Tenant(
                  new TenantId(row.getString("id")),
                  row.getString("slug"),
                  row.getString("name"),
                  row.getString("environment"),
                  row.getString("time_zone"),
                  row.getInt("run_retention_days"),
                  row.getString("state").equals("suspended"),
                  row.getTimestamp("created_at").toInstant(),
                  row.getInt("version"),
                  row.getInt("members")));
        }
        return tenants;
      }
    }
  }
}
