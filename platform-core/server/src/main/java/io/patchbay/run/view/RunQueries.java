package io.patchbay.run.view;

import io.patchbay.flow.FlowError;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.json.Json;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunId;
import io.patchbay.run.RunState;
import io.patchbay.run.jdbc.JournalRows;
import io.patchbay.run.jdbc.Rows;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads runs of one tenant, through the tenant's wall. */
@Singleton
public class RunQueries {

  static final String COLUMNS =
      "r.id, r.flow_id, coalesce(f.name, r.flow_id) as flow_name, r.flow_version, r.draft_hash,"
          + " r.state, r.trigger_kind, r.test, r.business_key, r.idempotency_key, r.parent_run,"
          + " r.accepted_at, r.started_at, r.finished_at, r.wake_at, r.error";

  static final String FROM =
      " from run r left join flow f on f.tenant_id = r.tenant_id and f.id = r.flow_id"
          + " where r.tenant_id = ?";

  private final TenantTransactions transactions;

  @Inject
  public RunQueries(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** Newest first: one more than the page holds. */
  public List<RunSummary> list(TenantId tenant, RunFilter filter, PageRequest page) {
    return page(tenant, conditions(tenant, filter), page);
  }

  /** Runs that failed or were given up and that nobody replayed or discarded. */
  public List<RunSummary> deadLetters(TenantId tenant, RunFilter filter, PageRequest page) {
    return page(
        tenant,
        conditions(tenant, filter)
            .and("r.state in ('FAILED', 'DEAD') and r.letter is null and not r.test"),
        page);
  }

  private List<RunSummary> page(TenantId tenant, Conditions where, PageRequest page) {
    page.after(1)
        .flatMap(key -> uuid(key.getFirst()))
        .ifPresent(last -> where.and("r.id < ?", last));
    return transactions.inTransaction(
        tenant,
        em ->
            em.<Connection, List<RunSummary>>callWithConnection(
                c ->
                    where.query(
                        c,
                        "select " + COLUMNS + FROM,
                        " order by r.id desc limit " + page.rows(),
                        RunQueries::summary)));
  }

  private static Conditions conditions(TenantId tenant, RunFilter filter) {
    Conditions where = new Conditions(tenant.value());
    if (!filter.states().isEmpty()) {
      String marks = String.join(", ", Collections.nCopies(filter.states().size(), "?"));
      where.and(
          "r.state in (" + marks + ")", filter.states().stream().map(RunState::name).toArray());
    }
    if (filter.flow() != null) {
      where.and("r.flow_id = ?", filter.flow());
    }
    if (filter.trigger() != null) {
      where.and("r.trigger_kind = ?", filter.trigger().name());
    }
    if (filter.from() != null) {
      where.and("r.accepted_at >= ?", Rows.timestamp(filter.from()));
    }
    if (filter.to() != null) {
      where.and("r.accepted_at < ?", Rows.timestamp(filter.to()));
    }
    if (filter.test() != null) {
      where.and("r.test = ?", filter.test());
    }
    String search = filter.search();
    if (search != null) {
      Optional<UUID> id = uuid(search);
      if (id.isPresent()) {
        where.and("r.id = ?", id.get());
      } else {
        String like =
            "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        where.and(
            "(r.business_key ilike ? or r.idempotency_key ilike ? or r.error ilike ?)",
            like,
            like,
            like);
      }
    }
    return where;
  }

  public Optional<RunSummary> findSummary(TenantId tenant, RunId run) {
    Conditions where = new Conditions(tenant.value()).and("r.id = ?", run.value());
    return transactions
        .inTransaction(
            tenant,
            em ->
                em.<Connection, List<RunSummary>>callWithConnection(
                    c -> where.query(c, "select " + COLUMNS + FROM, "", RunQueries::summary)))
        .stream()
        .findFirst();
  }

  /** The newest run of each of the flows. */
  public List<RunSummary> lastOf(TenantId tenant, List<String> flows) {
    if (flows.isEmpty()) {
      return List.of();
    }
    Conditions where =
        new Conditions(tenant.value())
            .and(
                "r.id in (select (select l.id from run l where l.tenant_id = ? and l.flow_id ="
                    + " k.id order by l.id desc limit 1) from unnest(?) as k(id))",
                tenant.value(),
                flows.toArray());
    return transactions.inTransaction(
        tenant,
        em ->
            em.<Connection, List<RunSummary>>callWithConnection(
                c -> where.query(c, "select " + COLUMNS + FROM, "", RunQueries::summary)));
  }

  public Optional<RunRecord> find(TenantId tenant, RunId run) {
    Conditions where = new Conditions(tenant.value()).and("r.id = ?", run.value());
    String select =
        "select "
            + COLUMNS
            + ", r.cancel_requested, r.epoch, r.lease_owner, r.rerun_of,"
            + payload("input")
            + ","
            + payload("output")
            + FROM;
    return transactions
        .inTransaction(
            tenant,
            em ->
                em.<Connection, List<RunRecord>>callWithConnection(
                    c -> where.query(c, select, "", RunQueries::record)))
        .stream()
        .findFirst();
  }

  private static String payload(String column) {
    return " coalesce(r."
        + column
        + ", (select p.value from payload p where p.tenant_id = r.tenant_id and p.sha256 = r."
        + column
        + "_sha256)) as "
        + column
        + "_text";
  }

  public List<JournalEntry> journal(TenantId tenant, RunId run) {
    return transactions.inTransaction(
        tenant,
        em ->
            em.<Connection, List<JournalEntry>>callWithConnection(
                c -> JournalRows.load(c, tenant.value(), run.value())));
  }

  private static RunRecord record(ResultSet row) throws SQLException {
    UUID rerunOf = Rows.uuidOrNull(row, "rerun_of");
    return new RunRecord(
        new RunId(row.getObject("id", UUID.class)),
        new FlowVersionRef(
            new FlowId(row.getString("flow_id")),
            row.getInt("flow_version"),
            row.getString("draft_hash")),
        RunState.valueOf(row.getString("state")),
        summary(row),
        Rows.stringOrNull(row, "input_text"),
        Rows.stringOrNull(row, "output_text"),
        row.getBoolean("cancel_requested"),
        row.getInt("epoch"),
        Rows.stringOrNull(row, "lease_owner"),
        Rows.stringOrNull(row, "idempotency_key"),
        rerunOf == null ? null : rerunOf.toString());
  }

  static RunSummary summary(ResultSet row) throws SQLException {
    int version = row.getInt("flow_version");
    UUID parent = Rows.uuidOrNull(row, "parent_run");
    String error = Rows.stringOrNull(row, "error");
    Instant started = Rows.instantOrNull(row, "started_at");
    Instant finished = Rows.instantOrNull(row, "finished_at");
    return new RunSummary(
        row.getObject("id", UUID.class).toString(),
        row.getString("flow_id"),
        row.getString("flow_name"),
        version == 0 ? null : version,
        word(row.getString("state")),
        word(row.getString("trigger_kind")),
        row.getBoolean("test"),
        Rows.stringOrNull(row, "business_key"),
        parent == null ? null : parent.toString(),
        Rows.instant(row, "accepted_at"),
        started,
        finished,
        Rows.instantOrNull(row, "wake_at"),
        duration(started, finished),
        error == null ? null : RunError.of(FlowError.fromJson(Json.MAPPER.readTree(error))),
        null);
  }

  private static @Nullable Long duration(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to).toMillis();
  }

  static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads a row. */
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Conditions from constants, with values as parameters. */
  static final class Conditions {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Conditions(String tenant) {
      values.add(tenant);
    }

    Conditions and(String condition, Object... parameters) {
      sql.append(" and ").append(condition);
      values.addAll(List.of(parameters));
      return this;
    }

    <T> List<T> query(Connection connection, String before, String after, Mapper<T> mapper)
        throws SQLException {
      try (PreparedStatement select = connection.prepareStatement(before + sql + after)) {
        for (int i = 0; i < values.size(); i++) {
          Object value = values.get(i);
          if (value instanceof Object[] array) {
            select.setArray(i + 1, connection.createArrayOf("text", array));
          } else {
            select.setObject(i + 1, value);
          }
        }
        try (ResultSet rows = select.executeQuery()) {
          List<T> found = new ArrayList<>();
          while (rows.next()) {
            found.add(mapper.map(rows));
          }
          return found;
        }
      }
    }
  }
}
