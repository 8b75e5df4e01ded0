package io.patchbay.trigger.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.platform.rest.Problem;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every firing of a flow: the rows of schedules, refusals and duplicates, and the runs of webhooks,
 * polls and people, which are accepted firings by being there.
 */
@Singleton
public class FiringList {

  private static final String SELECT =
      "select * from ("
          + "(select id, at, trigger_kind, decision, reason, run_id, scheduled_for,"
          + " idempotency_key from firing where tenant_id = ? and flow_id = ?"
          + " and (?::text is null or decision = ?) and (?::uuid is null or id < ?)"
          + " order by id desc limit ?)"
          + " union all "
          + "(select id, accepted_at, trigger_kind, 'accepted', 'Accepted', id, null,"
          + " idempotency_key from run where tenant_id = ? and flow_id = ? and not test"
          + " and trigger_kind <> 'SCHEDULE' and (?::text is null or ? = 'accepted')"
          + " and (?::uuid is null or id < ?) order by id desc limit ?)"
          + ") f order by id desc limit ?";

  private final TenantTransactions transactions;

  @Inject
  public FiringList(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** Newest first: one more than the page holds. */
  public List<FiringView> list(
      TenantId tenant, FlowId flow, PageRequest page, @Nullable String decision) {
    UUID before = page.after(1).map(key -> uuid(key.getFirst())).orElse(null);
    return transactions.inTransaction(
        tenant,
        em ->
            em.<Connection, List<FiringView>>callWithConnection(
                c -> query(c, tenant, flow, decision, before, page.rows())));
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.unreadable("request.bad-cursor", "The cursor is not one of this list.");
    }
  }

  private static List<FiringView> query(
      Connection connection,
      TenantId tenant,
      FlowId flow,
      @Nullable String decision,
      @Nullable UUID before,
      int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      int at = 0;
      for (int half = 0; half < 2; half++) {
        select.setString(++at, tenant.value());
        select.setString(++at, flow.value());
        select.setString(++at, decision);
        select.setString(++at, decision);
        select.setObject(++at, before, Types.OTHER);
        select.setObject(++at, before, Types.OTHER);
        select.setInt(++at, limit);
      }
      select.setInt(++at, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<FiringView> found = new ArrayList<>();
        while (rows.next()) {
          UUID run = Rows.uuidOrNull(rows, "run_id");
          found.add(
              new FiringView(
                  rows.getObject("id", UUID.class).toString(),
                  Rows.instant(rows, "at"),
                  rows.getString("trigger_kind").toLowerCase(Locale.ROOT),
                  rows.getString("decision"),
                  rows.getString("reason"),
                  run == null ? null : run.toString(),
                  Rows.instantOrNull(rows, "scheduled_for"),
                  Rows.stringOrNull(rows, "idempotency_key")));
        }
        return found;
      }
    }
  }
}
