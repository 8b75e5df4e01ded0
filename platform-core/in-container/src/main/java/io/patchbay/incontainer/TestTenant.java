package io.patchbay.incontainer;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant of its own for one test, with a client for each role. */
public final class TestTenant {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ServerFixture server;
  private final String slug;
  private final ApiClient owner;

  private TestTenant(ServerFixture server, String slug, ApiClient owner) {
    this.server = server;
    this.slug = slug;
    this.owner = owner;
  }

  public static TestTenant create(ServerFixture server) {
    String slug = "it-" + COUNT.incrementAndGet();
    server
        .operator()
        .api("POST", "/tenants", Map.of("slug", slug, "name", "Tenant " + slug))
        .expect(201);
    TestTenant tenant = new TestTenant(server, slug, server.operator());
    return new TestTenant(server, slug, tenant.join("owner"));
  }

  public String slug() {
    return slug;
  }

  /** Path below the tenant: {@code path("/flows")}. */
  public String path(String more) {
    return "/tenants/" + slug + more;
  }

  /** An owner who is not an operator. */
  public ApiClient owner() {
    return owner;
  }

  public ApiClient builder() {
    return join("builder");
  }

  public ApiClient viewer() {
    return join("viewer");
  }

  /** Invites a new person and accepts for them: a client signed in as that member. */
  public ApiClient join(String role) {
    return join(role, "p" + COUNT.incrementAndGet() + "@example.org");
  }

  public ApiClient join(String role, String email) {
    String link =
        owner
            .api("POST", path("/invitations"), Map.of("email", email, "role", role))
            .expect(201)
            .json()
            .path("link")
            .asString();
    ApiClient person = server.client();
    String token = link.substring(link.lastIndexOf('/') + 1);
    person.takeSession(
        person
            .api(
                "POST",
                "/invitations/" + token,
                Map.of("name", "Person " + email, "password", "correct horse battery"))
            .expect(200));
    return person;
  }
}
