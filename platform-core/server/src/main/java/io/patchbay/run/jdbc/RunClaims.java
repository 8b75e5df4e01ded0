package io.patchbay.run.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.JournalEntry;
import io.patchbay.run.Lease;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
import io.patchbay.run.Settlement;
import io.patchbay.run.TriggerKind;
import io.patchbay.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes runs that are due, fair over tenants: every tenant with due runs gets a share of a claim by
 * its weight, however long its queue is, and what one leaves goes to the others. The tenant with
 * which a claim begins moves on, so that small claims are fair too. A tenant's limit of running
 * runs holds over all nodes, exactly: claims of a limited tenant follow one another.
 */
final class RunClaims {

  /**
   * Finds the tenants that have due runs by jumping through the index, two rows a tenant. Not with
   * exists, which the planner turns into a join that reads every queued run.
   */
  static final String TENANTS =
      "with recursive t(tenant_id) as ("
          + "(select tenant_id from run where due_at is not null order by tenant_id limit 1)"
          + " union all select (select r.tenant_id from run r where r.due_at is not null"
          + " and r.tenant_id > t.tenant_id order by r.tenant_id limit 1)"
          + " from t where t.tenant_id is not null)"
          + " select t.tenant_id, coalesce(q.weight, 1), q.max_running"
          + " from t left join tenant_quota q on q.tenant_id = t.tenant_id"
          + " where t.tenant_id is not null and (select r.due_at from run r"
          + " where r.tenant_id = t.tenant_id and r.due_at is not null"
          + " order by r.due_at limit 1) <= ?"
          + " order by t.tenant_id";

  /** Lets one claim of a limited tenant after the other count. */
  private static final String LIMITED =
      "select tenant_id from tenant_quota where tenant_id = any(?) order by tenant_id for update";

  /** What they may still start. Runs whose lease is over do not count: they may be claimed. */
  private static final String ROOM =
      "select q.tenant_id, q.max_running - (select count(*) from run r where r.tenant_id ="
          + " q.tenant_id and r.state = 'RUNNING' and r.due_at > ?)"
          + " from tenant_quota q where q.tenant_id = any(?) and q.max_running is not null";

  private static final String LOCK =
      "select t.tenant_id, r.id from unnest(?::text[], ?::int[]) with ordinality"
          + " as t(tenant_id, quota, place) cross join lateral (select id from run"
          + " where tenant_id = t.tenant_id and due_at <= ? order by due_at, id limit t.quota"
          + " for update skip locked) r order by t.place";

  /** These rows are locked already: nobody changes them meanwhile (see {@link IdRange}). */
  private static final String TAKE =
      "update run set state = 'RUNNING', epoch = epoch + 1, claims = case when state = 'RUNNING'"
          + " and epoch = 1 and claims = 1 and exists (select 1 from journal j where j.tenant_id ="
          + " run.tenant_id and j.run_id = run.id) then 1 else claims + 1 end, lease_owner = ?,"
          + " due_at = ?, wake_at = null, woken = false, started_at = coalesce(started_at, ?)"
          + " from unnest(?::text[], ?::uuid[]) as k(tenant_id, id)"
          + " where run.tenant_id = k.tenant_id and run.id = k.id"
          + " returning run.*, coalesce(run.input, (select p.value from payload p"
          + " where p.tenant_id = run.tenant_id and p.sha256 = run.input_sha256)) as input_text";

  private record Due(String tenant, int weight, boolean limited) {}

  private String lastServed = "";

  /**
   * @param allowance how many more runs of a tenant this node may hold
   */
  synchronized List<ClaimedRun> claim(
      Connection connection,
      String node,
      int max,
      Duration lease,
      Instant now,
      ToIntFunction<String> allowance)
      throws SQLException {
    List<RunKey> keys = new ArrayList<>();
    List<Due> tenants = rotate(dueTenants(connection, now));
    Map<String, Integer> room = room(connection, tenants, now);
    ToIntFunction<String> mayStart =
        t -> Math.min(allowance.applyAsInt(t), room.getOrDefault(t, Integer.MAX_VALUE));
    while (!tenants.isEmpty() && keys.size() < max) {
      tenants = lockRound(connection, tenants, max, now, mayStart, keys);
    }
    if (keys.isEmpty()) {
      return List.of();
    }
    lastServed = keys.getLast().tenant();
    List<ClaimedRun> claimed = take(connection, keys, node, lease, now);
    claimed.sort(Comparator.comparing(ClaimedRun::acceptedAt).thenComparing(r -> r.lease().run()));
    return claimed;
  }

  /** One share for each tenant; answers the tenants that used theirs up and may have more. */
  private List<Due> lockRound(
      Connection connection,
      List<Due> tenants,
      int max,
      Instant now,
      ToIntFunction<String> allowance,
      List<RunKey> keys)
      throws SQLException {
    List<Due> asked = new ArrayList<>();
    List<Integer> quotas = new ArrayList<>();
    int room = max - keys.size();
    long weights = tenants.stream().mapToLong(Due::weight).sum();
    int all = room;
    for (Due due : tenants) {
      long held = keys.stream().filter(k -> k.tenant().equals(due.tenant)).count();
      long share = Math.max(1, (long) all * due.weight / weights);
      int quota = (int) Math.min(Math.min(share, room), allowance.applyAsInt(due.tenant) - held);
      if (quota > 0) {
        asked.add(due);
        quotas.add(quota);
        room -= quota;
      }
    }
    if (asked.isEmpty()) {
      return List.of();
    }
    List<String> names = asked.stream().map(Due::tenant).toList();
    List<RunKey> found = lock(connection, names, quotas, now, keys);
    keys.addAll(found);
    List<Due> more = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Due due = asked.get(i);
      if (found.stream().filter(k -> k.tenant().equals(due.tenant)).count() == quotas.get(i)) {
        more.add(due);
      }
    }
    return more;
  }

  private static List<RunKey> lock(
      Connection connection,
      List<String> tenants,
      List<Integer> quotas,
      Instant now,
      List<RunKey> already)
      throws SQLException {
    // A row that this transaction locked is not skipped by SKIP LOCKED: ask for so many more.
    List<Integer> limits = new ArrayList<>();
    for (int i = 0; i < tenants.size(); i++) {
      String tenant = tenants.get(i);
      limits.add(
          quotas.get(i) + (int) already.stream().filter(k -> k.tenant().equals(tenant)).count());
    }
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("text", tenants.toArray()));
      select.setArray(2, connection.createArrayOf("int4", limits.toArray()));
      select.setObject(3, Rows.timestamp(now));
      List<RunKey> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          RunKey key = new RunKey(rows.getString(1), rows.getObject(2, UUID.class));
          if (!already.contains(key)) {
            found.add(key);
          }
        }
      }
      return found;
    }
  }

  private static List<ClaimedRun> take(
      Connection connection, List<RunKey> keys, String node, Duration lease, Instant now)
      throws SQLException {
    List<ClaimedRun> claimed = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(TAKE)) {
      update.setString(1, node);
      update.setObject(2, Rows.timestamp(now.plus(lease)));
      update.setObject(3, Rows.timestamp(now));
      Columns columns = new Columns(connection, update, 3);
      columns.text(keys, RunKey::tenant);
      columns.uuid(keys, RunKey::run);
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          claimed.add(read(rows, node));
        }
      }
    }
    return withPast(connection, claimed);
  }

  /** What runs have done before; the first claim of a run finds nothing. */
  private static List<ClaimedRun> withPast(Connection connection, List<ClaimedRun> claimed)
      throws SQLException {
    Map<RunKey, JsonNode> again = new LinkedHashMap<>();
    for (ClaimedRun run : claimed) {
      Lease lease = run.lease();
      if (lease.epoch() > 1) {
        again.put(new RunKey(lease.tenant().value(), lease.run().value()), run.input());
      }
    }
    if (again.isEmpty()) {
      return claimed;
    }
    Map<UUID, List<JournalEntry>> journals = JournalRows.loadAll(connection, again);
    Map<UUID, List<Settlement>> settlements =
        Settlements.loadAll(connection, List.copyOf(again.keySet()));
    List<ClaimedRun> whole = new ArrayList<>(claimed.size());
    for (ClaimedRun run : claimed) {
      UUID id = run.lease().run().value();
      whole.add(
          run.withPast(
              journals.getOrDefault(id, List.of()), settlements.getOrDefault(id, List.of())));
    }
    return whole;
  }

  // NullAway does not see the annotation of a nested type in a class file.
  @SuppressWarnings("NullAway")
  private static ClaimedRun read(ResultSet rows, String node) throws SQLException {
    return new ClaimedRun(
        new Lease(
            new TenantId(rows.getString("tenant_id")),
            new RunId(rows.getObject("id", UUID.class)),
            node,
            rows.getLong("epoch")),
        new FlowVersionRef(
            new FlowId(rows.getString("flow_id")),
            rows.getInt("flow_version"),
            rows.getString("draft_hash")),
        TriggerKind.valueOf(rows.getString("trigger_kind")),
        JsonText.parse(rows.getString("input_text")),
        parent(rows),
        rows.getBoolean("reply_wanted"),
        rows.getBoolean("test"),
        Rows.instant(rows, "accepted_at"),
        List.of(),
        rows.getInt("claims"),
        rows.getBoolean("cancel_requested"),
        List.of());
  }

  private static NewRun.@Nullable Parent parent(ResultSet rows) throws SQLException {
    UUID run = Rows.uuidOrNull(rows, "parent_run");
    String step = Rows.stringOrNull(rows, "parent_step");
    return run == null || step == null
        ? null
        : new NewRun.Parent(new RunId(run), step, rows.getInt("depth"));
  }

  private static List<Due> dueTenants(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TENANTS)) {
      select.setObject(1, Rows.timestamp(now));
      try (ResultSet rows = select.executeQuery()) {
        List<Due> tenants = new ArrayList<>();
        while (rows.next()) {
          boolean limited = rows.getObject(3) != null;
          tenants.add(new Due(rows.getString(1), rows.getInt(2), limited));
        }
        return tenants;
      }
    }
  }

  private static Map<String, Integer> room(Connection connection, List<Due> tenants, Instant now)
      throws SQLException {
    Object[] limited = tenants.stream().filter(Due::limited).map(Due::tenant).toArray();
    Map<String, Integer> room = new HashMap<>();
    if (limited.length > 0) {
      try (PreparedStatement lock = connection.prepareStatement(LIMITED)) {
        lock.setArray(1, connection.createArrayOf("text", limited));
        lock.execute();
      }
      // A statement of its own: it sees what the claim before has committed.
      try (PreparedStatement select = connection.prepareStatement(ROOM)) {
        select.setObject(1, Rows.timestamp(now));
        select.setArray(2, connection.createArrayOf("text", limited));
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            room.put(rows.getString(1), Math.max(0, rows.getInt(2)));
          }
        }
      }
    }
    return room;
  }

  private List<Due> rotate(List<Due> tenants) {
    List<Due> rotated = new ArrayList<>(tenants.size());
    tenants.stream().filter(t -> t.tenant.compareTo(lastServed) > 0).forEach(rotated::add);
    tenants.stream().filter(t -> t.tenant.compareTo(lastServed) <= 0).forEach(rotated::add);
    return rotated;
  }
}
