package io.patchbay.run.jdbc;

import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.run.ClaimedRun;
import io.patchbay.run.Lease;
import io.patchbay.run.NewRun;
import io.patchbay.run.RunId;
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
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes runs that are due, fair over tenants: every tenant with due runs gets the same share of a
 * claim, however long its queue is, and what one leaves goes to the others. The tenant with which a
 * claim begins moves on, so that small claims are fair too.
 */
final class RunClaims {

  /** Finds the tenants that have due runs by jumping through the index, one row a tenant. */
  private static final String TENANTS =
      "with recursive t(tenant_id) as ("
          + "(select tenant_id from run where due_at is not null order by tenant_id limit 1)"
          + " union all select (select r.tenant_id from run r where r.due_at is not null"
          + " and r.tenant_id > t.tenant_id order by r.tenant_id limit 1)"
          + " from t where t.tenant_id is not null)"
          + " select tenant_id from t where tenant_id is not null and exists"
          + " (select 1 from run r where r.tenant_id = t.tenant_id and r.due_at <= ?)"
          + " order by tenant_id";

  private static final String LOCK =
      "select t.tenant_id, r.id from unnest(?::text[], ?::int[]) with ordinality"
          + " as t(tenant_id, quota, place) cross join lateral (select id from run"
          + " where tenant_id = t.tenant_id and due_at <= ? order by due_at, id limit t.quota"
          + " for update skip locked) r order by t.place";

  private static final String TAKE =
      "update run set state = 'RUNNING', epoch = epoch + 1, claims = case when state = 'RUNNING'"
          + " and epoch = 1 and claims = 1 and exists (select 1 from journal j where j.tenant_id ="
          + " run.tenant_id and j.run_id = run.id) then 1 else claims + 1 end, lease_owner = ?,"
          + " due_at = ?, wake_at = null, woken = false, started_at = coalesce(started_at, ?)"
          + " from unnest(?::text[], ?::uuid[]) as k(tenant_id, id)"
          + " where run.tenant_id = k.tenant_id and run.id = k.id"
          + " returning run.*, coalesce(run.input, (select p.value from payload p"
          + " where p.tenant_id = run.tenant_id and p.sha256 = run.input_sha256)) as input_text";

  private record Key(String tenant, UUID run) {}

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
    List<Key> keys = new ArrayList<>();
    List<String> tenants = rotate(dueTenants(connection, now));
    while (!tenants.isEmpty() && keys.size() < max) {
      int share = Math.max(1, (max - keys.size()) / tenants.size());
      tenants = lockRound(connection, tenants, share, max, now, allowance, keys);
    }
    if (keys.isEmpty()) {
      return List.of();
    }
    lastServed = keys.getLast().tenant;
    List<ClaimedRun> claimed = take(connection, keys, node, lease, now);
    claimed.sort(Comparator.comparing(ClaimedRun::acceptedAt).thenComparing(r -> r.lease().run()));
    return claimed;
  }

  /** One share for each tenant; answers the tenants that used theirs up and may have more. */
  private List<String> lockRound(
      Connection connection,
      List<String> tenants,
      int share,
      int max,
      Instant now,
      ToIntFunction<String> allowance,
      List<Key> keys)
      throws SQLException {
    List<String> asked = new ArrayList<>();
    List<Integer> quotas = new ArrayList<>();
    int room = max - keys.size();
    for (String tenant : tenants) {
      long held = keys.stream().filter(k -> k.tenant.equals(tenant)).count();
      int quota = (int) Math.min(Math.min(share, room), allowance.applyAsInt(tenant) - held);
      if (quota > 0) {
        asked.add(tenant);
        quotas.add(quota);
        room -= quota;
      }
    }
    if (asked.isEmpty()) {
      return List.of();
    }
    List<Key> found = lock(connection, asked, quotas, now, keys);
    keys.addAll(found);
    List<String> more = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      String tenant = asked.get(i);
      if (found.stream().filter(k -> k.tenant.equals(tenant)).count() == quotas.get(i)) {
        more.add(tenant);
      }
    }
    return more;
  }

  private static List<Key> lock(
      Connection connection,
      List<String> tenants,
      List<Integer> quotas,
      Instant now,
      List<Key> already)
      throws SQLException {
    // A row that this transaction locked is not skipped by SKIP LOCKED: ask for so many more.
    List<Integer> limits = new ArrayList<>();
    for (int i = 0; i < tenants.size(); i++) {
      String tenant = tenants.get(i);
      limits.add(
          quotas.get(i) + (int) already.stream().filter(k -> k.tenant.equals(tenant)).count());
    }
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("text", tenants.toArray()));
      select.setArray(2, connection.createArrayOf("int4", limits.toArray()));
      select.setObject(3, Rows.timestamp(now));
      List<Key> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Key key = new Key(rows.getString(1), rows.getObject(2, UUID.class));
          if (!already.contains(key)) {
            found.add(key);
          }
        }
      }
      return found;
    }
  }

  private static List<ClaimedRun> take(
      Connection connection, List<Key> keys, String node, Duration lease, Instant now)
      throws SQLException {
    List<ClaimedRun> claimed = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(TAKE)) {
      update.setString(1, node);
      update.setObject(2, Rows.timestamp(now.plus(lease)));
      update.setObject(3, Rows.timestamp(now));
      update.setArray(
          4, connection.createArrayOf("text", keys.stream().map(Key::tenant).toArray()));
      update.setArray(5, connection.createArrayOf("uuid", keys.stream().map(Key::run).toArray()));
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          claimed.add(read(connection, rows, node));
        }
      }
    }
    return claimed;
  }

  // NullAway does not see the annotation of a nested type in a class file.
  @SuppressWarnings("NullAway")
  private static ClaimedRun read(Connection connection, ResultSet rows, String node)
      throws SQLException {
    String tenant = rows.getString("tenant_id");
    UUID run = rows.getObject("id", UUID.class);
    long epoch = rows.getLong("epoch");
    // The first claim of a run finds no journal: one query less for most runs.
    boolean first = epoch == 1;
    return new ClaimedRun(
        new Lease(new TenantId(tenant), new RunId(run), node, epoch),
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
        first ? List.of() : JournalRows.load(connection, tenant, run),
        rows.getInt("claims"),
        rows.getBoolean("cancel_requested"),
        first ? List.of() : Settlements.load(connection, tenant, run));
  }

  private static NewRun.@Nullable Parent parent(ResultSet rows) throws SQLException {
    UUID run = Rows.uuidOrNull(rows, "parent_run");
    String step = Rows.stringOrNull(rows, "parent_step");
    return run == null || step == null
        ? null
        : new NewRun.Parent(new RunId(run), step, rows.getInt("depth"));
  }

  private static List<String> dueTenants(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TENANTS)) {
      select.setObject(1, Rows.timestamp(now));
      try (ResultSet rows = select.executeQuery()) {
        List<String> tenants = new ArrayList<>();
        while (rows.next()) {
          tenants.add(rows.getString(1));
        }
        return tenants;
      }
    }
  }

  private List<String> rotate(List<String> tenants) {
    List<String> rotated = new ArrayList<>(tenants.size());
    tenants.stream().filter(t -> t.compareTo(lastServed) > 0).forEach(rotated::add);
    tenants.stream().filter(t -> t.compareTo(lastServed) <= 0).forEach(rotated::add);
    return rotated;
  }
}
