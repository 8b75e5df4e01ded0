package io.patchbay.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The pages behind the links of problems, for everybody, without the console. */
class DocsIT {

  private final ServerFixture server = ServerFixture.shared();

  @Test
  void theLinkOfAProblemLeadsToItsPage() {
    ApiClient.Answer problem = server.client().apiGet("/tenants").expect(401);
    ApiClient.Answer page = server.client().get(problem.json().path("type").asString()).expect(200);
    assertTrue(page.text().contains("<h1>session.required</h1>"), page.text());
    assertEquals("text/html;charset=UTF-8", page.http().headers().firstValue("Content-Type").get());
    assertFalse(page.text().contains("<script"));
  }

  @Test
  void theIndexAndTheStyleAreServed() {
    assertTrue(server.client().get("/docs/errors/").expect(200).text().contains("flow.empty"));
    assertEquals(302, server.client().get("/docs").status());
    assertTrue(
        server.client().get("/docs/style.css").expect(200).text().contains("prefers-color-scheme"));
  }

  @Test
  void anUnknownCodeGetsAPageThatHelps() {
    for (String path :
        new String[] {"/docs/errors/flow.nonsense", "/docs/x/y", "/docs/errors/README"}) {
      ApiClient.Answer page = server.client().get(path).expect(404);
      assertTrue(page.text().contains("<a href=\"/docs/errors/\">All codes</a>"), page.text());
    }
  }
}
