package io.patchbay.run.view;

import io.patchbay.http.RecordedExchange;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.json.Json;
import io.patchbay.run.RunId;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the recorded exchanges of a step. */
@Singleton
public class ExchangeQueries {

  /** A step of many attempts shows its newest exchanges. */
  private static final int MAX = 50;

  private final TenantTransactions transactions;

  @Inject
  public ExchangeQueries(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** Oldest first. */
  public List<RecordedExchange> ofStep(TenantId tenant, RunId run, StepId step) {
    return transactions.inTransaction(
        tenant,
        em ->
            em.<Connection, List<RecordedExchange>>callWithConnection(
                c -> load(c, tenant, run, step)));
  }

  private static List<RecordedExchange> load(
      Connection connection, TenantId tenant, RunId run, StepId step) throws SQLException {
    String filed =
        step.iteration().isEmpty() ? step.reference() : step.reference() + "@" + step.iteration();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select content from (select id, content from exchange where tenant_id = ?"
                + " and run_id = ? and step = ? order by id desc limit ?) e order by id")) {
      select.setString(1, tenant.value());
      select.setObject(2, run.value());
      select.setString(3, filed);
      select.setInt(4, MAX);
      try (ResultSet rows = select.executeQuery()) {
        List<RecordedExchange> exchanges = new ArrayList<>();
        while (rows.next()) {
          exchanges.add(Json.MAPPER.readValue(rows.getString(1), RecordedExchange.class));
        }
        return exchanges;
      }
    }
  }
}
