package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PluginsIT {

  private static final String KEY = "s3cret-canary-of-the-shop";
  private static final ServerFixture SERVER = ServerFixture.shared();
  private static ApiClient operator;

  @BeforeAll
  static void makeTenants() throws Exception {
    operator = SERVER.operator();
    try (Connection admin = SERVER.administrator()) {
      for (String tenant : new String[] {"plugtenanta", "plugtenantb"}) {
        update(admin, "insert into tenant (id, slug, name) values (?, ?, 'Plugins')", tenant);
      }
      try (PreparedStatement member =
          admin.prepareStatement(
              "insert into membership (tenant_id, account_id, role)"
                  + " select 'plugtenanta', id, 'owner' from account where operator")) {
        member.executeUpdate();
      }
    }
    operator = SERVER.operator();
  }

  private static void update(Connection admin, String sql, String tenant) throws Exception {
    try (PreparedStatement insert = admin.prepareStatement(sql)) {
      insert.setString(1, tenant);
      insert.setString(2, tenant);
      insert.executeUpdate();
    }
  }

  @Test
  void startsWithTheBundledPluginsAndTheirCatalogue() {
    JsonNode plugins = operator.apiGet("/plugins").expect(200).json();
    assertEquals("example", plugins.path("items").path(0).path("id").asString());
    JsonNode version = plugins.path("items").path(0).path("versions").path(0);
    assertEquals("active", version.path("state").asString());
    assertEquals("bundled", version.path("source").asString());
    JsonNode connector =
        operator.apiGet("/tenants/plugtenanta/connectors/example").expect(200).json();
    assertEquals("example", connector.path("pluginId").asString());
    assertTrue(connector.path("actions").size() >= 4);
    assertTrue(
        connector.path("actions").path(0).path("call").asString().endsWith(":1.0.0@default"));
    operator.apiGet("/tenants/plugtenanta/connectors/nothing").expect(404);
  }

  @Test
  void keepsAConnectionWhoseSecretsNobodySeesAgain() throws Exception {
    String path = "/tenants/plugtenanta/connections";
    Map<String, Object> wanted =
        Map.of(
            "name", "partner",
            "connector", "http",
            "kind", "bearer",
            "settings", Map.of("baseUrl", "https://api.example.org", "token", KEY));
    ApiClient.Answer created = operator.api("POST", path, wanted).expect(201);
    assertFalse(created.text().contains(KEY));
    assertEquals("token", created.json().path("secrets").path(0).path("field").asString());
    assertTrue(created.json().path("secrets").path(0).path("set").asBoolean());
    operator.api("POST", path, wanted).expect(409);
    operator.api("PATCH", path + "/partner", Map.of("settings", Map.of())).expect(428);
    ApiClient.Answer invalid =
        operator
            .header("If-Match", created.etag())
            .api(
                "PATCH",
                path + "/partner",
                Map.of("settings", Map.of("baseUrl", "nonsense", "more", 1)))
            .expect(422);
    assertEquals(2, invalid.json().path("errors").size(), invalid.text());
    operator
        .header("If-Match", created.etag())
        .api(
            "PATCH",
            path + "/partner",
            Map.of("settings", Map.of("baseUrl", "https://api2.example.org")))
        .expect(200);
    operator.header("If-Match", null);
    assertEquals(1, operator.apiGet(path).expect(200).json().path("items").size());
    operator.apiGet("/tenants/plugtenantb/connections/partner").expect(404);
    try (Connection admin = SERVER.administrator();
        PreparedStatement select =
            admin.prepareStatement(
                "select c::text || encode(secrets, 'escape') from connection c");
        var row = select.executeQuery()) {
      while (row.next()) {
        assertFalse(row.getString(1).contains(KEY));
      }
    }
    operator.api("DELETE", path + "/partner", null).expect(204);
    operator.apiGet(path + "/partner").expect(404);
    String audit = operator.apiGet("/tenants/plugtenanta/audit").expect(200).text();
    for (String action : new String[] {"create", "update", "delete"}) {
      assertTrue(audit.contains("\"connection." + action + "\""), audit);
    }
  }

  @Test
  void aCheckTellsWhatIsWrong() {
    ApiClient.Answer answer =
        operator
            .api(
                "POST",
                "/tenants/plugtenanta/connections/check",
                Map.of(
                    "name", "inside",
                    "connector", "http",
                    "kind", "bearer",
                    "settings", Map.of("baseUrl", "http://127.0.0.1:1", "token", KEY)))
            .expect(200);
    assertFalse(answer.json().path("ok").asBoolean());
    assertTrue(
        answer.json().path("message").asString().contains("PATCHBAY_EGRESS_ALLOW"), answer.text());
    assertFalse(answer.text().contains(KEY));
  }

  @Test
  void refusesAFileThatIsNoBundleAndListsADroppedOne() throws Exception {
    ApiClient.Answer answer =
        operator.send("POST", "/api/v1/plugins", "no zip", "application/zip").expect(422);
    assertEquals("plugin.not-a-zip", answer.code());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("readme.txt"));
      zip.write("hello".getBytes(StandardCharsets.UTF_8));
    }
    Path drop = Files.createDirectories(SERVER.data().resolve("plugins"));
    Files.write(drop.resolve("broken.zip"), bytes.toByteArray());
    await(() -> operator.apiGet("/plugins").expect(200).text().contains("\"state\":\"failed\""));
    Files.delete(drop.resolve("broken.zip"));
    await(() -> !operator.apiGet("/plugins").expect(200).text().contains("broken.zip"));
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "the condition did not come true in time");
      LockSupport.parkNanos(200_000_000);
    }
  }
}
