package io.patchbay.approval.jdbc;

import io.patchbay.approval.Approval;
import io.patchbay.platform.json.Json;
import io.patchbay.run.RunId;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows to approvals. */
final class ApprovalRows {

  /** An open approval of a run that has ended is withdrawn, whoever says so first. */
  private static final String COLUMNS =
      "select a.*, case when a.state = 'open' and r.finished_at is not null"
          + " then 'withdrawn' else a.state end as now_state, ";

  private static final String FROM =
      " from approval a left join run r on r.tenant_id = a.tenant_id and r.id = a.run_id";

  /** For the engine, which has no business with flows. */
  static final String SELECT = COLUMNS + "a.flow_id as flow_name" + FROM;

  /** For a tenant. */
  static final String SELECT_NAMED =
      COLUMNS
          + "coalesce(f.name, a.flow_id) as flow_name"
          + FROM
          + " left join flow f on f.tenant_id = a.tenant_id and f.id = a.flow_id";

  private ApprovalRows() {}

  static List<Approval> read(PreparedStatement select) throws SQLException {
    List<Approval> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(approval(rows));
      }
    }
    return found;
  }

  private static Approval approval(ResultSet row) throws SQLException {
    return new Approval(
        new TenantId(row.getString("tenant_id")),
        row.getObject("id", UUID.class),
        new RunId(row.getObject("run_id", UUID.class)),
        row.getString("step_id"),
        row.getString("flow_id"),
        row.getString("flow_name"),
        row.getBoolean("test"),
        row.getString("title"),
        row.getString("message"),
        json(row.getString("details")),
        words(row, "choices"),
        words(row, "assignees"),
        Rows.instantOrNull(row, "escalate_at"),
        words(row, "escalate_to"),
        Rows.instantOrNull(row, "escalated_at"),
        Rows.instantOrNull(row, "deadline_at"),
        row.getString("at_deadline"),
        Approval.State.valueOf(row.getString("now_state").toUpperCase(Locale.ROOT)),
        row.getString("decision"),
        row.getString("comment"),
        row.getString("decided_by"),
        row.getString("decided_via"),
        Rows.instantOrNull(row, "decided_at"),
        Rows.instant(row, "created_at"));
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : Json.MAPPER.readTree(text);
  }

  private static List<String> words(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
