package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionIT {

  private final ServerFixture server = ServerFixture.shared();

  @Test
  void tellsWhoIsSignedIn() {
    assertFalse(server.client().apiGet("/session").expect(200).json().path("signedIn").asBoolean());
    var session = server.operator().apiGet("/session").expect(200).json();
    assertTrue(session.path("operator").asBoolean());
    assertEquals("operator", session.path("account").path("login").asString());
  }

  @Test
  void refusesAWrongPasswordAndAnUnknownLoginAlike() {
    var unknown = signIn("nobody-" + System.nanoTime(), "wrong").expect(401);
    var wrong = signIn("operator", "wrong").expect(401);
    assertEquals("session.wrong-password", unknown.code());
    assertEquals(unknown.json().path("detail"), wrong.json().path("detail"));
    server.operator();
  }

  @Test
  void makesGuessersWait() {
    String login = "guessed-" + System.nanoTime();
    for (int i = 0; i < 5; i++) {
      signIn(login, "wrong").expect(401);
    }
    var locked = signIn(login, "wrong").expect(429);
    assertEquals("session.locked", locked.code());
    assertTrue(locked.http().headers().firstValueAsLong("Retry-After").orElse(0) > 0);
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOtherSites() {
    ApiClient person = TestTenant.create(server).owner();
    String login = person.apiGet("/session").json().path("account").path("login").asString();
    var answer = signIn(login, "correct horse battery").expect(200);
    String cookie = answer.http().headers().firstValue("Set-Cookie").orElse("");
    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Lax"), cookie);
  }

  @Test
  void aChangeNeedsTheCsrfTokenOfTheSession() {
    ApiClient person = TestTenant.create(server).owner();
    person.header("X-CSRF-Token", "forged");
    assertEquals("session.csrf", person.api("DELETE", "/session", null).expect(403).code());
    person.header("X-CSRF-Token", null);
    assertEquals("session.csrf", person.api("DELETE", "/session", null).expect(403).code());
  }

  @Test
  void aChangeFromAnotherSitesPageIsRefused() {
    ApiClient person = TestTenant.create(server).owner().header("Origin", "https://evil.example");
    assertEquals(
        "session.foreign-origin", person.api("DELETE", "/session", null).expect(403).code());
  }

  @Test
  void afterSigningOutTheCookieIsWorthNothing() {
    ApiClient person = TestTenant.create(server).owner();
    person.api("DELETE", "/session", null).expect(204);
    person.apiGet("/tenants").expect(401);
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    TestTenant tenant = TestTenant.create(server);
    ApiClient one = tenant.owner();
    String login = one.apiGet("/session").json().path("account").path("login").asString();
    ApiClient other = server.client();
    other.signIn(login, "correct horse battery");
    one.changePassword("correct horse battery", "another long password");
    one.apiGet("/tenants").expect(200);
    other.apiGet("/tenants").expect(401);
    signIn(login, "correct horse battery").expect(401);
  }

  @Test
  void aWeakNewPasswordIsRefusedWithItsPlace() {
    ApiClient person = TestTenant.create(server).owner();
    var answer =
        person
            .api(
                "PUT",
                "/session/password",
                Map.of("currentPassword", "correct horse battery", "newPassword", "short"))
            .expect(422);
    assertEquals("/newPassword", answer.json().path("errors").path(0).path("pointer").asString());
  }

  @Test
  void theOneTimePasswordOpensNothingButItsChange() {
    try (ServerFixture fresh = ServerFixture.start(Map.of())) {
      ApiClient operator = fresh.client();
      String password = fresh.oneTimePassword();
      operator.signIn("operator", password);
      assertEquals(
          "session.password-change-required", operator.apiGet("/tenants").expect(403).code());
      operator.changePassword(password, "a password of my own");
      operator.apiGet("/tenants").expect(200);
    }
  }

  private ApiClient.Answer signIn(String login, String password) {
    return server.client().api("POST", "/session", Map.of("login", login, "password", password));
  }
}
