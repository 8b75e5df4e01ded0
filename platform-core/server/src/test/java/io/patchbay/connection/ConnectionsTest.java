package io.patchbay.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.patchbay.connection.Connection.Status;
import io.patchbay.connector.FlowUses.FlowUse;
import io.patchbay.http.RawServer;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.call.ShopPlugin;
import io.patchbay.plugin.call.TestPlatform;
import io.patchbay.secret.SealBroken;
import io.patchbay.tenant.TenantId;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ConnectionsTest {

  private static final String KEY = "s3cret-shop-key";

  @TempDir Path folder;
  private RawServer shop;
  private TestPlatform platform;
  private Connections connections;
  private TenantId tenant;

  @BeforeEach
  void start() throws Exception {
    shop =
        new RawServer(
            (request, out) ->
                RawServer.plain(
                    out, request.head().contains(KEY) ? "200 OK" : "401 Unauthorized", "{}"));
    platform = new TestPlatform(folder, "127.0.0.1:" + shop.port());
    platform.install(ShopPlugin.bundle());
    connections = platform.connections;
    tenant = platform.database.newTenant();
  }

  @AfterEach
  void stop() throws Exception {
    platform.close();
    shop.close();
  }

  @Test
  void keepsSecretsSealedAndGivesThemToStepsOnly() throws Exception {
    Connection saved = create("main", settings(KEY));
    assertEquals("{\"url\":\"" + url() + "\"}", saved.settings().toString());
    assertEquals(List.of("key"), saved.secretFields());
    assertFalse(saved.toString().contains(KEY));
    assertFalse(everythingStored().contains(KEY));
    ResolvedConnection resolved = platform.resolver.find(tenant, "main").orElseThrow();
    assertEquals(KEY, resolved.settings().get("key"));
    assertFalse(resolved.toString().contains(KEY));
    assertTrue(resolved.mask().hits("x" + KEY));
  }

  @Test
  void tellsAllProblemsOfTheSettingsAtOnce() throws Exception {
    SaveResult result =
        connections.create(
            tenant, "Bad Name", "shop", "default", json("{\"key\":\"short\",\"extra\":1}"));
    var problems = assertInstanceOf(SaveResult.Invalid.class, result).problems();
    assertEquals(
        List.of("/name", "/settings/extra", "/settings/key", "/settings/url"),
        problems.stream().map(SettingsProblem::pointer).sorted().collect(Collectors.toList()));
    assertFalse(problems.toString().contains("short"), problems.toString());
    assertInstanceOf(
        SaveResult.Invalid.class,
        connections.create(tenant, "x", "nothing", "default", settings(KEY)));
    assertInstanceOf(
        SaveResult.Invalid.class, connections.create(tenant, "x", "shop", "nokind", settings(KEY)));
    assertEquals(Optional.empty(), connections.find(tenant, "x"));
  }

  @Test
  void aNameIsTakenOnceATenant() throws Exception {
    create("main", settings(KEY));
    assertInstanceOf(
        SaveResult.NameTaken.class,
        connections.create(tenant, "main", "shop", "default", settings(KEY)));
    TenantId other = platform.database.newTenant();
    assertInstanceOf(
        SaveResult.Saved.class,
        connections.create(other, "main", "shop", "default", settings(KEY)));
  }

  @Test
  void anotherTenantSeesNothingOfIt() throws Exception {
    create("main", settings(KEY));
    TenantId other = platform.database.newTenant();
    assertEquals(Optional.empty(), connections.find(other, "main"));
    assertEquals(Optional.empty(), platform.resolver.find(other, "main"));
    assertEquals(List.of(), connections.list(other, null, null, null, 10));
    assertInstanceOf(Connections.Deletion.NotFound.class, connections.delete(other, "main"));
    assertInstanceOf(
        SaveResult.NotFound.class, connections.update(other, "main", 0, null, settings(KEY)));
    assertEquals(Optional.empty(), connections.check(other, "main"));
    platform.resolver.refused(other, "main", "no");
    assertEquals(Status.UNCHECKED, connections.find(tenant, "main").orElseThrow().status());
  }

  @Test
  void aSecretLeftOutStaysAndAnotherVersionIsStale() throws Exception {
    Connection saved = create("main", settings(KEY));
    ObjectNode withoutKey = json("{\"url\":\"" + url() + "\",\"region\":\"eu\"}");
    SaveResult result = connections.update(tenant, "main", saved.version(), null, withoutKey);
    Connection changed = assertInstanceOf(SaveResult.Saved.class, result).connection();
    assertTrue(changed.version() > saved.version());
    ResolvedConnection resolved = platform.resolver.find(tenant, "main").orElseThrow();
    assertEquals(KEY, resolved.settings().get("key"));
    assertEquals("eu", resolved.settings().get("region"));
    assertInstanceOf(
        SaveResult.Stale.class,
        connections.update(tenant, "main", saved.version(), null, withoutKey));
    assertInstanceOf(
        SaveResult.Invalid.class,
        connections.update(
            tenant,
            "main",
            changed.version(),
            null,
            json("{\"url\":\"" + url() + "\",\"key\":null}")));
  }

  @Test
  void isNotDeletedWhileAFlowThatIsOnUsesIt() throws Exception {
    create("main", settings(KEY));
    platform.uses.add(new FlowUse("f1", "Orders", true));
    assertInstanceOf(Connections.Deletion.InUse.class, connections.delete(tenant, "main"));
    platform.uses.clear();
    platform.uses.add(new FlowUse("f1", "Orders", false));
    assertInstanceOf(Connections.Deletion.Deleted.class, connections.delete(tenant, "main"));
    assertEquals(List.of("connection.create main", "connection.delete main"), platform.history);
    assertEquals(Optional.empty(), connections.find(tenant, "main"));
  }

  @Test
  void aCheckIsKeptAndShowsNoSecret() throws Exception {
    create("main", settings(KEY));
    CheckResult ok = connections.check(tenant, "main").orElseThrow();
    assertEquals(CheckResult.ok("Signed in with •••"), ok);
    Connection checked = connections.find(tenant, "main").orElseThrow();
    assertEquals(Status.OK, checked.status());
    assertEquals(0, checked.version());
    create("wrong", settings("another-key"));
    assertInstanceOf(CheckResult.Failed.class, connections.check(tenant, "wrong").orElseThrow());
    assertEquals(Status.FAILING, connections.find(tenant, "wrong").orElseThrow().status());
  }

  @Test
  void settingsCanBeTriedBeforeTheyAreSaved() throws Exception {
    var tried =
        assertInstanceOf(
            Connections.Trial.Tried.class,
            connections.tryOut(tenant, "new", "shop", "default", settings("not-the-key")));
    assertInstanceOf(CheckResult.Failed.class, tried.result());
    assertInstanceOf(
        Connections.Trial.Invalid.class,
        connections.tryOut(tenant, "new", "shop", "default", json("{}")));
    assertEquals(Optional.empty(), connections.find(tenant, "new"));
    assertEquals(1, shop.requests.size());
  }

  @Test
  void swappedRowsAndTenantsAreRefused() throws Exception {
    create("one", settings(KEY));
    create("two", settings("key-of-two"));
    TenantId other = platform.database.newTenant();
    connections.create(other, "one", "shop", "default", settings("key-of-other"));
    sql(
        "update connection a set secrets = b.secrets from connection b"
            + " where a.tenant_id = ? and a.name = 'one' and b.tenant_id = a.tenant_id"
            + " and b.name = 'two'",
        tenant);
    assertThrows(SealBroken.class, () -> platform.resolver.find(tenant, "one"));
    assertInstanceOf(CheckResult.Failed.class, connections.check(tenant, "one").orElseThrow());
    sql(
        "update connection a set secrets = b.secrets, id = b.id from connection b"
            + " where a.tenant_id = ? and a.name = 'two' and b.tenant_id <> a.tenant_id"
            + " and b.name = 'one'",
        tenant);
    assertThrows(SealBroken.class, () -> platform.resolver.find(tenant, "two"));
  }

  @Test
  void keysRotateWhileConnectionsAreUsed() throws Exception {
    for (int i = 0; i < 5; i++) {
      create("c" + i, settings(KEY));
    }
    AtomicBoolean done = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> users = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        users.add(
            threads.submit(
                () -> {
                  int n = 0;
                  while (!done.get()) {
                    String name = "c" + n++ % 5;
                    assertEquals(
                        KEY,
                        platform.resolver.find(tenant, name).orElseThrow().settings().get("key"));
                  }
                  return n;
                }));
      }
      for (int i = 0; i < 3; i++) {
        assertEquals(5, connections.rotateKey(tenant));
      }
      done.set(true);
      for (Future<Integer> user : users) {
        assertTrue(user.get() > 0);
      }
    }
    assertEquals(0, connections.find(tenant, "c0").orElseThrow().version());
  }

  @Test
  void listsByNameInPagesAndFindsByText() throws Exception {
    for (String name : List.of("beta", "alpha", "gamma_100")) {
      if (!name.contains("_")) {
        create(name, settings(KEY));
      }
    }
    create("gamma-100", settings(KEY));
    assertEquals(List.of("alpha", "beta"), names(null, null, null, 2));
    assertEquals(List.of("gamma-100"), names("beta", null, null, 2));
    assertEquals(List.of("beta"), names(null, "%ET%", null, 10));
    assertEquals(List.of(), names(null, "%\\_%", null, 10));
    assertEquals(List.of(), names(null, null, "http", 10));
    assertEquals(3, names(null, null, "shop", 10).size());
  }

  private List<String> names(String after, String search, String connector, int rows) {
    return connections.list(tenant, after, search, connector, rows).stream()
        .map(Connection::name)
        .toList();
  }

  private Connection create(String name, ObjectNode settings) throws InterruptedException {
    SaveResult result = connections.create(tenant, name, "shop", "default", settings);
    return assertInstanceOf(SaveResult.Saved.class, result).connection();
  }

  private String url() {
    return "http://127.0.0.1:" + shop.port();
  }

  private ObjectNode settings(String key) {
    return json("{\"url\":\"" + url() + "\",\"key\":\"" + key + "\"}");
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text);
  }

  private void sql(String statement, TenantId about) throws Exception {
    try (java.sql.Connection admin = platform.database.administrator();
        PreparedStatement update = admin.prepareStatement(statement)) {
      update.setString(1, about.value());
      assertEquals(1, update.executeUpdate());
    }
  }

  private String everythingStored() throws Exception {
    try (java.sql.Connection admin = platform.database.administrator();
        PreparedStatement select =
            admin.prepareStatement(
                "select string_agg(c::text || encode(secrets, 'escape'), ',') from connection c"
                    + " where tenant_id = ?")) {
      select.setString(1, tenant.value());
      try (var row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
