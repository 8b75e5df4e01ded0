package io.patchbay.trigger.jdbc;

import io.patchbay.connector.FlowUses;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers who would miss a connection or a plugin. */
@Singleton
public class JdbcFlowUses implements FlowUses {

  private final TenantTransactions transactions;
  private final EngineDatabase database;

  @Inject
  public JdbcFlowUses(TenantTransactions transactions, EngineDatabase database) {
    this.transactions = transactions;
    this.database = database;
  }

  @Override
  public List<FlowUse> ofConnection(TenantId tenant, String connection) {
    return transactions.inTransaction(
        tenant,
        em ->
            em.<Connection, List<FlowUse>>callWithConnection(
                c -> ofConnection(c, tenant, connection)));
  }

  private static List<FlowUse> ofConnection(Connection c, TenantId tenant, String connection)
      throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement(
            "select f.id, f.name, f.enabled from flow_use u join flow f"
                + " on f.tenant_id = u.tenant_id and f.id = u.flow_id where u.tenant_id = ?"
                + " and u.kind = 'connection' and u.name = ? and f.deleted_at is null"
                + " order by f.name")) {
      select.setString(1, tenant.value());
      select.setString(2, connection);
      try (ResultSet rows = select.executeQuery()) {
        List<FlowUse> uses = new ArrayList<>();
        while (rows.next()) {
          uses.add(new FlowUse(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
        }
        return uses;
      }
    }
  }

  @Override
  public List<FunctionUse> ofConnectors(Set<String> connectorIds) {
    return database.inTransaction(
        c -> {
          try (PreparedStatement select =
              c.prepareStatement(
                  "select tenant_id, flow_id, name, version from flow_use where kind = 'function'"
                      + " and split_part(name, '.', 1) = any(?) order by 1, 2, 3, 4")) {
            select.setArray(1, c.createArrayOf("text", connectorIds.toArray()));
            try (ResultSet rows = select.executeQuery()) {
              List<FunctionUse> uses = new ArrayList<>();
              while (rows.next()) {
                uses.add(
                    new FunctionUse(
                        new TenantId(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4)));
              }
              return uses;
            }
          }
        });
  }
}
