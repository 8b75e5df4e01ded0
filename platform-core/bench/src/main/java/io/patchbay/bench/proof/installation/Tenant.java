package io.patchbay.bench.proof.installation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A tenant and its flows. */
public record Tenant(Operator operator, String slug) {

  /** Makes a flow, publishes it and turns it on; returns its id. */
  public String live(String text) {
    String flows = "/tenants/" + slug + "/flows";
    Operator.Answer created = operator.call("POST", flows, Map.of("text", text), null);
    String id = created.json().path("id").asString("");
    operator.call("POST", flows + "/" + id + "/publish", Map.of("note", "proof"), created.etag());
    operator.call("PUT", flows + "/" + id + "/enabled", null, null);
    return id;
  }

  /** Lets so many of its runs be under way at once; the others are queued. */
  public void limit(int running) {
    String quota = "/tenants/" + slug + "/quota";
    Map<String, Object> wanted = Map.of("weight", 1, "maxRunning", running, "maxQueued", 1_000_000);
    operator.call("PUT", quota, wanted, operator.call("GET", quota, null, null).etag());
  }

  public String hook(String path) {
    return "/hooks/" + slug + path;
  }

  public boolean cancel(int port, String run) {
    return post(port, "/runs/" + run + "/cancel", Map.of());
  }

  /** A person says what became of an uncertain step; false: it is not uncertain any more. */
  public boolean settle(
      int port, String run, String reference, String iteration, boolean happened) {
    Map<String, Object> outcome =
        happened
            ? Map.of("outcome", "happened", "output", Map.of("ok", true))
            : Map.of("outcome", "did-not-happen");
    String step =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((reference + '\n' + iteration).getBytes(StandardCharsets.UTF_8));
    return post(port, "/runs/" + run + "/steps/" + step + "/settle", outcome);
  }

  private boolean post(int port, String path, Map<String, Object> body) {
    Operator.Answer answer = operator.send(port, "POST", "/tenants/" + slug + path, body, null);
    if (answer.status() >= 300 && answer.status() != 409) {
      throw new IllegalStateException(
          "POST " + path + " answered " + answer.status() + ": " + answer.json());
    }
    return answer.status() < 300;
  }
}
