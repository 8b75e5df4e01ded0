package io.patchbay.approval.jdbc;

import io.patchbay.approval.Approval;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the approvals of one tenant, through the tenant's wall. */
@Singleton
public class ApprovalList {

  private static final String OPEN =
      " and a.state = 'open' and r.id is not null and r.finished_at is null";

  private final TenantTransactions transactions;

  @Inject
  public ApprovalList(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Newest first, one more than the page holds.
   *
   * @param open true: those that wait; false: the others; null: all
   * @param askedOf only those that ask one of these words, as in {@link Approval#assignees}; null:
   *     all
   */
  public List<Approval> list(
      TenantId tenant, @Nullable Boolean open, @Nullable List<String> askedOf, PageRequest page) {
    @Nullable UUID last =
        page.after(1).map(List::getFirst).flatMap(ApprovalList::uuid).orElse(null);
    @Nullable String pattern = page.searchPattern();
    return inTenant(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  ApprovalRows.SELECT_NAMED
                      + " where a.tenant_id = ?"
                      + condition(open)
                      + asked(askedOf)
                      + " and (?::uuid is null or a.id < ?)"
                      + " and (?::text is null or a.title ilike ? or f.name ilike ?)"
                      + " order by a.id desc limit ?")) {
            int at = 0;
            select.setString(++at, tenant.value());
            at = setAsked(connection, select, at, askedOf);
            select.setObject(++at, last);
            select.setObject(++at, last);
            select.setString(++at, pattern);
            select.setString(++at, pattern);
            select.setString(++at, pattern);
            select.setInt(++at, page.rows());
            return ApprovalRows.read(select);
          }
        });
  }

  /** How many wait for one of these words; counts no further than 100. */
  public int waiting(TenantId tenant, List<String> askedOf) {
    return inTenant(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select count(*) from (select 1 from approval a join run r on r.tenant_id ="
                      + " a.tenant_id and r.id = a.run_id where a.tenant_id = ?"
                      + OPEN
                      + asked(askedOf)
                      + " limit 100) waiting")) {
            select.setString(1, tenant.value());
            setAsked(connection, select, 1, askedOf);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  public Optional<Approval> find(TenantId tenant, UUID id) {
    return inTenant(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  ApprovalRows.SELECT_NAMED + " where a.tenant_id = ? and a.id = ?")) {
            select.setString(1, tenant.value());
            select.setObject(2, id);
            return ApprovalRows.read(select).stream().findFirst();
          }
        });
  }

  private static String condition(@Nullable Boolean open) {
    if (open == null) {
      return "";
    }
    return open ? OPEN : " and (a.state <> 'open' or r.id is null or r.finished_at is not null)";
  }

  private static String asked(@Nullable List<String> askedOf) {
    return askedOf == null
        ? ""
        : " and (a.assignees && ?::text[] or (a.escalated_at is not null and a.escalate_to &&"
            + " ?::text[]))";
  }

  private static int setAsked(
      Connection connection, PreparedStatement select, int at, @Nullable List<String> askedOf)
      throws SQLException {
    if (askedOf == null) {
      return at;
    }
    java.sql.Array words = connection.createArrayOf("text", askedOf.toArray());
    select.setArray(at + 1, words);
    select.setArray(at + 2, words);
    return at + 2;
  }

  private interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T inTenant(TenantId tenant, Query<T> query) {
    return transactions.inTransaction(
        tenant, em -> em.<Connection, T>callWithConnection(query::on));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
