package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SessionIT {

  private final ServerFixture server = ServerFixture.shared();

  @Test
  void tellsWhoIsSignedIn() {
    assertFalse(server.client().apiGet("/session").expect(200).json().path("signedIn").asBoolean());
    ApiClient operator = server.operator();
    var session = operator.apiGet("/session").expect(200).json();
    assertTrue(session.path("operator").asBoolean());
    assertEquals("operator", session.path("account").path("login").asString());
  }

  @Test
  void refusesAWrongPasswordWithAProblem() {
    var answer =
        server
            .client()
            .api("POST", "/session", java.util.Map.of("login", "nobody", "password", "wrong"))
            .expect(401);
    assertEquals("session.wrong-password", answer.code());
  }
}
