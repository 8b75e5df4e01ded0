package io.patchbay.tenant.jdbc;

import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.platform.rest.PageRequest;
import io.patchbay.tenant.Tenant;
import io.patchbay.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks across tenants: for the router, operators and start-up. */
@Singleton
public class AllTenants {

  private final EngineDatabase database;

  @Inject
  public AllTenants(EngineDatabase database) {
    this.database = database;
  }

  public Optional<TenantId> findId(String slug) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select id from tenant where slug = ?")) {
            select.setString(1, slug);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(new TenantId(row.getString(1))) : Optional.empty();
            }
          }
        });
  }

  public Optional<Tenant> find(TenantId id) {
    return database.inTransaction(
        connection ->
            TenantRows.select(connection, "where t.id = ?", id.value()).stream().findFirst());
  }

  /** Tenants by name; only those of the account, if one is given. */
  public List<Tenant> list(PageRequest page, @Nullable UUID memberOnly) {
    List<String> after = page.after(2).orElse(List.of("", ""));
    @Nullable String pattern = page.searchPattern();
    return database.inTransaction(
        connection ->
            TenantRows.select(
                connection,
                """
                where (t.name, t.slug) > (?, ?) and (?::text is null or t.name ilike ? or t.slug ilike ?)
                  and (?::uuid is null or exists (select 1 from membership m where m.tenant_id = t.id and m.account_id = ?))
                order by t.name, t.slug limit ?
                """,
                after.getFirst(),
                after.getLast(),
                pattern,
                pattern,
                pattern,
                memberOnly,
                memberOnly,
                page.rows()));
  }

  /** Every active tenant, for work that goes through all of them in the background. */
  public List<TenantId> active() {
    return database.inTransaction(
        connection ->
            TenantRows.select(connection, "where t.state = 'active' order by t.id").stream()
                .map(Tenant::id)
                .toList());
  }

  /** Who could change a member's role, as a sentence. */
  public String ownersToAsk(TenantId tenant) {
    List<String> names =
        database.inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select a.display_name from membership m join account a on a.id ="
                          + " m.account_id where m.tenant_id = ? and m.role = 'owner' order by 1"
                          + " limit 3")) {
                select.setString(1, tenant.value());
                try (ResultSet row = select.executeQuery()) {
                  List<String> found = new ArrayList<>();
                  while (row.next()) {
                    found.add(row.getString(1));
                  }
                  return found;
                }
              }
            });
    return names.isEmpty()
        ? "It has no owner: ask the operator."
        : "Ask an owner: " + String.join(", ", names) + ".";
  }
}
