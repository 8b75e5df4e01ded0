package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantIT {

  private final ServerFixture server = ServerFixture.shared();

  @Test
  void anInvitedPersonJoinsWithTheRoleOfTheInvitation() {
    TestTenant tenant = TestTenant.create(server);
    JsonNode session = tenant.builder().apiGet("/session").expect(200).json();
    assertEquals(tenant.slug(), session.path("tenants").path(0).path("slug").asString());
    assertEquals("builder", session.path("tenants").path(0).path("role").asString());
    assertTrue(
        session.path("tenants").path(0).path("permissions").toString().contains("flow.write"));
  }

  @Test
  void anInvitationWorksOnce() {
    TestTenant tenant = TestTenant.create(server);
    String link =
        tenant
            .owner()
            .api(
                "POST",
                tenant.path("/invitations"),
                Map.of("email", "once@example.org", "role", "viewer"))
            .expect(201)
            .json()
            .path("link")
            .asString();
    String path = "/invitations/" + link.substring(link.lastIndexOf('/') + 1);
    assertEquals(
        "once@example.org",
        server.client().apiGet(path).expect(200).json().path("email").asString());
    var acceptance = Map.of("name", "Once", "password", "correct horse battery");
    server.client().api("POST", path, acceptance).expect(200);
    assertEquals(
        "invitation.not-found", server.client().api("POST", path, acceptance).expect(404).code());
    server.client().apiGet(path).expect(404);
  }

  @Test
  void aKnownPersonJoinsASecondTenantWithThePresentPassword() {
    TestTenant first = TestTenant.create(server);
    TestTenant second = TestTenant.create(server);
    String email = "both-" + first.slug() + "@example.org";
    first.join("viewer", email);
    ApiClient both = second.join("owner", email);
    assertEquals(2, both.apiGet("/session").json().path("tenants").size());
  }

  @Test
  void theLastOwnerStays() {
    TestTenant tenant = TestTenant.create(server);
    // The operator who made the tenant is its other owner.
    for (JsonNode member :
        tenant.owner().apiGet(tenant.path("/members")).expect(200).json().path("items")) {
      if (member.path("login").asString().equals("operator")) {
        tenant
            .owner()
            .api("DELETE", tenant.path("/members/") + member.path("accountId").asString(), null)
            .expect(204);
      }
    }
    String last =
        tenant
            .owner()
            .apiGet(tenant.path("/members"))
            .json()
            .path("items")
            .path(0)
            .path("accountId")
            .asString();
    String path = tenant.path("/members/") + last;
    assertEquals("member.last-owner", tenant.owner().api("DELETE", path, null).expect(409).code());
    assertEquals(
        "member.last-owner",
        tenant.owner().api("PATCH", path, Map.of("role", "viewer")).expect(409).code());
  }

  @Test
  void aChangedRoleCountsAtOnce() {
    TestTenant tenant = TestTenant.create(server);
    ApiClient viewer = tenant.viewer();
    String id = viewer.apiGet("/session").json().path("account").path("id").asString();
    String invitations = tenant.path("/invitations");
    var invitation = Map.of("email", "x@example.org", "role", "viewer");
    viewer.api("POST", invitations, invitation).expect(403);
    tenant.owner().api("PATCH", tenant.path("/members/" + id), Map.of("role", "owner")).expect(200);
    viewer.api("POST", invitations, invitation).expect(201);
    tenant.owner().api("DELETE", tenant.path("/members/" + id), null).expect(204);
    viewer.apiGet(tenant.path("")).expect(404);
  }

  @Test
  void anUpdateNeedsTheVersionThatWasRead() {
    TestTenant tenant = TestTenant.create(server);
    ApiClient owner = tenant.owner();
    String etag = owner.apiGet(tenant.path("")).expect(200).etag();
    owner.api("PATCH", tenant.path(""), Map.of("name", "A")).expect(428);
    owner.header("If-Match", etag).api("PATCH", tenant.path(""), Map.of("name", "B")).expect(200);
    assertEquals(
        "request.stale",
        owner.api("PATCH", tenant.path(""), Map.of("name", "C")).expect(412).code());
    owner.header("If-Match", null);
  }

  @Test
  void aSuspendedTenantLetsOnlyOperatorsIn() {
    TestTenant tenant = TestTenant.create(server);
    ApiClient operator = server.operator();
    operator.api("PUT", tenant.path("/suspension"), null).expect(200);
    assertEquals("tenant.suspended", tenant.owner().apiGet(tenant.path("")).expect(403).code());
    operator.apiGet(tenant.path("")).expect(200);
    operator.api("DELETE", tenant.path("/suspension"), null).expect(200);
    tenant.owner().apiGet(tenant.path("")).expect(200);
  }

  @Test
  void aDeletedTenantIsGoneAndItsSlugIsFree() {
    TestTenant tenant = TestTenant.create(server);
    ApiClient operator = server.operator();
    operator.api("DELETE", tenant.path(""), null).expect(422);
    operator.api("DELETE", tenant.path("?confirm=" + tenant.slug()), null).expect(204);
    tenant.owner().apiGet(tenant.path("")).expect(404);
    operator.api("POST", "/tenants", Map.of("slug", tenant.slug(), "name", "Again")).expect(201);
    assertTrue(
        operator
            .apiGet("/operator/audit?q=tenant.delete")
            .expect(200)
            .text()
            .contains(tenant.slug()));
  }

  @Test
  void aTokenForOneTenantOpensNoOther() {
    TestTenant one = TestTenant.create(server);
    TestTenant two = TestTenant.create(server);
    String email = "tokens-" + one.slug() + "@example.org";
    one.join("owner", email);
    ApiClient person = two.join("owner", email);
    var made =
        person.api("POST", "/me/tokens", Map.of("name", "ci", "tenant", one.slug())).expect(201);
    ApiClient token = person.withToken(made.json().path("value").asString());
    token.apiGet(one.path("")).expect(200);
    token.apiGet(two.path("")).expect(404);
    assertEquals(1, token.apiGet("/tenants").expect(200).json().path("items").size());
    assertEquals("token.needs-session", token.apiGet("/me/tokens").expect(403).code());
    person
        .api("DELETE", "/me/tokens/" + made.json().path("token").path("id").asString(), null)
        .expect(204);
    assertEquals("token.not-valid", token.apiGet(one.path("")).expect(401).code());
  }

  @Test
  void listsArePaged() {
    TestTenant tenant = TestTenant.create(server);
    tenant.viewer();
    tenant.viewer();
    ApiClient owner = tenant.owner();
    JsonNode first = owner.apiGet(tenant.path("/members?limit=2")).expect(200).json();
    assertEquals(2, first.path("items").size());
    String cursor = first.path("nextCursor").asString();
    JsonNode second =
        owner.apiGet(tenant.path("/members?limit=2&cursor=" + cursor)).expect(200).json();
    assertEquals(2, second.path("items").size());
    assertTrue(second.path("nextCursor").isNull());
    owner.apiGet(tenant.path("/members?limit=0")).expect(400);
    owner.apiGet(tenant.path("/members?cursor=nonsense")).expect(400);
  }

  @Test
  void whatAnOwnerDoesIsInTheAuditTrail() {
    TestTenant tenant = TestTenant.create(server);
    tenant.viewer();
    String trail = tenant.owner().apiGet(tenant.path("/audit")).expect(200).text();
    assertTrue(trail.contains("member.join") && trail.contains("member.invite"), trail);
  }
}
