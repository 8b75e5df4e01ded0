package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Crawls every route of the API document with the wrong callers. */
class EveryRouteIT {

  private record Route(String method, String path, String permission) {
    boolean writes() {
      return !method.equals("GET");
    }

    boolean ofATenant() {
      return path.startsWith("/tenants/{tenant}");
    }

    boolean ofARole() {
      return permission.contains(".");
    }

    String filled(String slug) {
      return path.replace("{tenant}", slug)
          .replace("{number}", "1")
          .replaceAll("\\{[a-zA-Z]+}", "00000000-0000-7000-8000-000000000000");
    }
  }

  private final ServerFixture server = ServerFixture.shared();
  private final List<Route> routes = routes();

  private static ApiClient.Answer call(ApiClient client, Route route, String slug) {
    boolean zip = route.path().equals("/plugins");
    return client.send(
        route.method(),
        "/api/v1" + route.filled(slug),
        route.method().equals("GET") || route.method().equals("DELETE") ? null : "{}",
        zip ? "application/zip" : "application/json");
  }

  @Test
  void withoutCredentialsOnlyThePublicListAnswers() {
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      int status = call(server.client(), route, "acme").status();
      if (route.permission().equals("public") ? status >= 500 : status != 401) {
        wrong.add(route + " → " + status);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void withABrokenTokenNothingAnswers() {
    List<String> wrong = new ArrayList<>();
    for (String token :
        List.of(
            "pb_" + "x".repeat(43),
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJvcGVyYXRvciJ9.",
            "pb_",
            "pb_" + "y".repeat(5000))) {
      for (Route route : routes) {
        int status = call(server.client().withToken(token), route, "acme").status();
        if (status != 401) {
          wrong.add(route + " → " + status);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void amongAnothersTenantsNothingIsThere() {
    TestTenant mine = TestTenant.create(server);
    TestTenant others = TestTenant.create(server);
    ApiClient me = mine.owner();
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      if (route.ofATenant()) {
        ApiClient.Answer foreign = call(me, route, others.slug());
        ApiClient.Answer unknown = call(me, route, "no-such-tenant");
        int expected = route.permission().equals("operator") ? 403 : 404;
        if (foreign.status() != expected
            || unknown.status() != expected
            || !foreign.code().equals(unknown.code())) {
          wrong.add(route + " → " + foreign.status() + " " + unknown.status());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Approvals may ask viewers too; {@code ApprovalsIT} holds that nobody else decides. */
  private static final String OF_THE_ASKED = "approval.decide";

  @Test
  void aViewerChangesNothingAndLearnsWhoCould() {
    TestTenant tenant = TestTenant.create(server);
    ApiClient viewer = tenant.viewer();
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      if (route.ofATenant()
          && route.writes()
          && !route.permission().endsWith(".read")
          && !route.permission().equals(OF_THE_ASKED)) {
        ApiClient.Answer answer = call(viewer, route, tenant.slug());
        if (answer.status() != 403) {
          wrong.add(route + " → " + answer.status());
        } else if (route.ofARole() && !answer.text().contains("Ask an owner")) {
          wrong.add(route + " does not say who could: " + answer.text());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void whoIsNoOperatorOperatesNothing() {
    ApiClient owner = TestTenant.create(server).owner();
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      if (route.permission().equals("operator")) {
        int status = call(owner, route, "acme").status();
        if (status != 403) {
          wrong.add(route + " → " + status);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void anOwnerFindsNoServerErrorBehindAnyRoute() {
    TestTenant tenant = TestTenant.create(server);
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      boolean endless = route.path().endsWith("/runs/events");
      if (route.ofATenant() && route.ofARole() && !endless) {
        ApiClient.Answer answer = call(tenant.owner(), route, tenant.slug());
        if (answer.status() >= 500 || answer.code().equals("permission.undeclared")) {
          wrong.add(route + " → " + answer.status() + " " + answer.text());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void nothingElseAnswersWithoutCredentials() {
    ApiClient anybody = server.client();
    for (String path :
        List.of(
            "/api",
            "/api/v1",
            "/api/v1/configs",
            "/api/v1/health",
            "/api/v1/metrics",
            "/api/v1/login")) {
      int status = anybody.get(path).status();
      assertTrue(Set.of(401, 404).contains(status), path + " → " + status);
    }
    for (String path :
        List.of(
            "/WEB-INF/web.xml",
            "/META-INF/persistence.xml",
            "/WEB-INF/console/index.html",
            "/assets/../WEB-INF/beans.xml")) {
      String text = anybody.get(path).text();
      assertTrue(!text.contains("persistence-unit") && !text.contains("bean-discovery"), path);
    }
    for (String path : List.of("/health/live", "/health/started", "/health/ready")) {
      assertEquals(200, anybody.get(path).status(), path);
    }
    assertEquals(200, anybody.get("/metrics").status(), "open on this machine");
    assertEquals(
        404,
        server.client().header("X-Forwarded-For", "192.0.2.1").get("/metrics").status(),
        "and not through a proxy");
  }

  @Test
  void browsersAreToldWhatNeverHappensHere() {
    for (String path : List.of("/", "/api/v1/session", "/health/live")) {
      var headers = server.client().get(path).http().headers();
      String policy = headers.firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("script-src 'self';"), path + " " + policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), path + " " + policy);
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
    }
  }

  private static List<Route> routes() {
    try {
      Path document = Path.of(System.getProperty("patchbay.api", "../../docs/api/openapi.yaml"));
      Object tree =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(document));
      List<Route> routes = new ArrayList<>();
      map(map(tree).get("paths"))
          .forEach(
              (path, item) ->
                  map(item)
                      .forEach(
                          (method, operation) -> {
                            Object permission = map(operation).get("x-permission");
                            if (permission != null) {
                              routes.add(
                                  new Route(method.toUpperCase(), path, permission.toString()));
                            }
                          }));
      assertTrue(routes.size() > 50, "the document has routes");
      return routes;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
