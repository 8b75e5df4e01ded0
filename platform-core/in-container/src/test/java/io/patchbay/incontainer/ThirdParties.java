package io.patchbay.incontainer;

import io.patchbay.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The sandbox as a test sees it: what it was asked, what it holds, and its faults. */
final class ThirdParties implements AutoCloseable {

  private final Sandbox sandbox = Sandbox.start(0);
  private final ApiClient client = new ApiClient(sandbox.baseUri());

  /** Settings of a server whose templates call these. */
  Map<String, String> settings() {
    String host = sandbox.baseUri().getHost() + ":" + sandbox.baseUri().getPort();
    return Map.of(
        "PATCHBAY_SANDBOX_URL", sandbox.baseUri().toString(), "PATCHBAY_EGRESS_ALLOW", host);
  }

  /** No faults, nothing recorded. */
  void forget() {
    client.send("DELETE", "/_sandbox/faults", null, "").expect(204);
    client.send("DELETE", "/_sandbox/requests", null, "").expect(204);
  }

  /** Until cleared; {@code party} may be the party and the next part of the path. */
  void fault(String party, Map<String, Object> fault) {
    String body = ApiClient.JSON.writeValueAsString(fault);
    client.send("PUT", "/_sandbox/faults/" + party, body, "application/json").expect(200);
  }

  /** The recorded requests of one party with this method, oldest first. */
  List<JsonNode> asked(String party, String method) {
    return client
        .get("/_sandbox/requests?party=" + party)
        .expect(200)
        .json()
        .path("items")
        .valueStream()
        .filter(one -> one.path("method").asString().equals(method))
        .toList();
  }

  /** What a party itself answers; a check of its state, recorded as a GET. */
  JsonNode look(String path) {
    ApiClient.Answer answer = client.get(path).expect(200);
    return answer.json();
  }

  int status(String path) {
    return client.get(path).status();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
