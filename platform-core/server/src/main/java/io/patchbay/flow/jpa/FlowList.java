package io.patchbay.flow.jpa;

import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.run.view.RunQueries;
import io.patchbay.run.view.RunSummary;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of flows with their last runs and figures of a day. */
@Singleton
public class FlowList {

  private static final String SELECT =
      "select f.*, coalesce(d.runs, 0) as runs, coalesce(d.failed, 0) as failed from flow f"
          + " left join (select flow_id, count(*) as runs,"
          + " count(*) filter (where state in ('FAILED', 'DEAD')) as failed from run"
          + " where tenant_id = ? and accepted_at >= ? and not test group by flow_id) d"
          + " on d.flow_id = f.id where f.tenant_id = ? and f.deleted_at is null"
          + " and (?::text is null or f.name ilike ? or f.title ilike ?)"
          + " and (?::text is null or case when f.published_version is null then 'draft'"
          + " when f.enabled then 'on' else 'off' end = ?)"
          + " and (?::text is null or (f.name, f.id) > (?, ?)) order by f.name, f.id limit ?";

  private final TenantTransactions transactions;
  private final RunQueries runs;
  private final InstantSource clock;

  @Inject
  public FlowList(TenantTransactions transactions, RunQueries runs, InstantSource clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.clock = clock;
  }

  /** By name: one more than the page holds. */
  public List<FlowSummary> list(TenantId tenant, PageRequest page, @Nullable String state) {
    List<FlowSummary> flows =
        transactions.inTransaction(
            tenant,
            em ->
                em.<Connection, List<FlowSummary>>callWithConnection(
                    c -> query(c, tenant, page, state)));
    Map<String, RunSummary> last =
        runs.lastOf(tenant, flows.stream().map(FlowSummary::id).toList()).stream()
            .collect(Collectors.toMap(RunSummary::flowId, run -> run));
    return flows.stream().map(f -> withLastRun(f, last.get(f.id()))).toList();
  }

  private List<FlowSummary> query(
      Connection connection, TenantId tenant, PageRequest page, @Nullable String state)
      throws SQLException {
    List<String> after = page.after(2).orElse(List.of());
    String search = page.searchPattern();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, tenant.value());
      select.setObject(2, Rows.timestamp(clock.instant().minus(Duration.ofHours(24))));
      select.setString(3, tenant.value());
      select.setString(4, search);
      select.setString(5, search);
      select.setString(6, search);
      select.setString(7, state);
      select.setString(8, state);
      select.setString(9, after.isEmpty() ? null : after.get(0));
      select.setString(10, after.isEmpty() ? null : after.get(0));
      select.setString(11, after.isEmpty() ? null : after.get(1));
      select.setInt(12, page.rows());
      try (ResultSet rows = select.executeQuery()) {
        List<FlowSummary> found = new ArrayList<>();
        while (rows.next()) {
          found.add(read(rows));
        }
        return found;
      }
    }
  }

  private static FlowSummary read(ResultSet row) throws SQLException {
    int number = row.getInt("published_version");
    Integer published = row.wasNull() ? null : number;
    return new FlowSummary(
        row.getString("id"),
        row.getString("name"),
        Rows.stringOrNull(row, "title"),
        Rows.stringOrNull(row, "summary"),
        FlowRecord.state(published, row.getBoolean("enabled")),
        row.getString("trigger_kind").toLowerCase(java.util.Locale.ROOT),
        published,
        !row.getString("draft_sha256").equals(Rows.stringOrNull(row, "published_sha256")),
        Rows.instant(row, "updated_at"),
        null,
        row.getLong("runs"),
        row.getLong("failed"));
  }

  private static FlowSummary withLastRun(FlowSummary f, @Nullable RunSummary last) {
    return new FlowSummary(
        f.id(),
        f.name(),
        f.title(),
        f.summary(),
        f.state(),
        f.trigger(),
        f.publishedVersion(),
        f.hasDraftChanges(),
        f.updatedAt(),
        last,
        f.runs24h(),
        f.failed24h());
  }
}
