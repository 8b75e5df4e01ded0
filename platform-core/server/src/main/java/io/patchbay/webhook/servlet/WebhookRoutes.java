package io.patchbay.webhook.servlet;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowId;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.jpa.FlowChanged;
import io.patchbay.platform.database.TenantTransactions;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.secret.SealBroken;
import io.patchbay.secret.SecretPlace;
import io.patchbay.secret.SecretVault;
import io.patchbay.tenant.TenantId;
import io.patchbay.tenant.jdbc.AllTenants;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address book of the webhooks, remembered a tenant at a time: an unknown path costs no query.
 * A change on this node is seen at once, one on another node within seconds. While the database is
 * away the last known addresses serve, so that callers hear 503 rather than 404.
 */
@Singleton
public class WebhookRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);
  private static final Duration REFRESH = Duration.ofSeconds(3);
  private static final Duration FORGET = Duration.ofMinutes(10);

  /** What is known about a tenant's slug; without a tenant, the slug is nobody's. */
  private record Book(@Nullable TenantId tenant, Map<String, WebhookRoute> routes) {}

  private record Row(
      String path, FlowVersionRef version, boolean enabled, byte @Nullable [] sealed) {}

  private final AllTenants tenants;
  private final TenantTransactions transactions;
  private final FlowDefinitions definitions;
  private final SecretVault vault;
  private final LoadingCache<String, Book> books;

  @Inject
  public WebhookRoutes(
      AllTenants tenants,
      TenantTransactions transactions,
      FlowDefinitions definitions,
      SecretVault vault) {
    this.tenants = tenants;
    this.transactions = transactions;
    this.definitions = definitions;
    this.vault = vault;
    this.books =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .refreshAfterWrite(REFRESH)
            .expireAfterAccess(FORGET)
            .executor(task -> Thread.ofVirtual().name("webhook-routes").start(task))
            .build(this::load);
  }

  /** The place of a webhook's sealed secret. */
  public static SecretPlace place(FlowId flow) {
    return new SecretPlace("flow", flow.value(), "trigger_secret");
  }

  Optional<WebhookRoute> find(String slug, String path) {
    return Optional.ofNullable(books.get(slug).routes.get(path));
  }

  void onChange(@Observes FlowChanged change) {
    books
        .asMap()
        .entrySet()
        .removeIf(e -> e.getValue().tenant == null || change.tenant().equals(e.getValue().tenant));
  }

  private Book load(String slug) {
    Optional<TenantId> tenant = tenants.findId(slug);
    if (tenant.isEmpty()) {
      return new Book(null, Map.of());
    }
    Map<String, WebhookRoute> routes = new HashMap<>();
    for (Row row : rows(tenant.get())) {
      route(tenant.get(), slug, row).ifPresent(route -> routes.put(row.path, route));
    }
    return new Book(tenant.get(), Map.copyOf(routes));
  }

  private List<Row> rows(TenantId tenant) {
    return transactions.inTransaction(
        tenant, em -> em.<Connection, List<Row>>callWithConnection(c -> rows(c, tenant)));
  }

  private static List<Row> rows(Connection connection, TenantId tenant) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select w.path, w.flow_id, w.flow_version, w.enabled and t.state = 'active' as enabled,"
                + " f.trigger_secret from webhook_path w"
                + " join flow f on f.tenant_id = w.tenant_id and f.id = w.flow_id"
                + " join tenant t on t.id = w.tenant_id where w.tenant_id = ?")) {
      select.setString(1, tenant.value());
      try (ResultSet rows = select.executeQuery()) {
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new Row(
                  rows.getString("path"),
                  FlowVersionRef.version(
                      new FlowId(rows.getString("flow_id")), rows.getInt("flow_version")),
                  rows.getBoolean("enabled"),
                  rows.getBytes("trigger_secret")));
        }
        return found;
      }
    }
  }

  private Optional<WebhookRoute> route(TenantId tenant, String slug, Row row) {
    Optional<FlowDefinition> flow = definitions.find(tenant, row.version);
    if (flow.isEmpty()) {
      LOG.warn("The webhook {} of flow {} has no readable text", row.path, row.version);
      return Optional.empty();
    }
    try {
      byte[] secret =
          row.sealed == null ? null : vault.open(tenant, place(row.version.flow()), row.sealed);
      return Optional.of(
          new WebhookRoute(tenant, slug, row.version, row.enabled, flow.get(), secret));
    } catch (SealBroken e) {
      LOG.error("The webhook {} stays closed: {}", row.path, e.getMessage());
      return Optional.empty();
    }
  }
}
