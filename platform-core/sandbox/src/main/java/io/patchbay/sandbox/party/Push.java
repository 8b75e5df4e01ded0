package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Bounded;
import io.patchbay.sandbox.Ids;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** Push messages to telephones. */
public final class Push implements Party {

  private final Bounded<ObjectNode> messages = new Bounded<>(5_000);
  private final Ids ids = new Ids();
  private final InstantSource clock;

  public Push(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "push";
  }

  @Override
  public String about() {
    return "Push messages. A token that starts with gone- is not registered any more (404).";
  }

  @Override
  public void routes(Routes routes) {
    routes.keyedPost("send", this::send).get("messages", this::list);
  }

  @Override
  public Reply error(int status, String code, String message) {
    return Reply.json(
        status,
        Json.of(
            "error",
            Json.of(
                "code",
                status,
                "message",
                message,
                "status",
                code.toUpperCase(java.util.Locale.ROOT))));
  }

  private Reply send(Request request) {
    String token = request.requiredText("token");
    if (token.startsWith("gone-")) {
      throw new Refusal(404, "unregistered", "The device token is not registered any more.");
    }
    String id = ids.digits("projects/sandbox/messages/0:", 16);
    messages.put(
        id,
        Json.of(
            "name", id,
            "token", token,
            "title", request.text("title").orElse(null),
            "body", request.text("body").orElse(null),
            "collapseKey", request.text("collapseKey").orElse(null),
            "data", request.json().path("data"),
            "sentAt", clock.instant().toString()));
    return Reply.ok(Json.of("name", id));
  }

  private Reply list(Request request) {
    return Reply.ok(
        Json.of(
            "items",
            messages.all().reversed().stream()
                .filter(
                    one ->
                        request
                            .query("token")
                            .map(one.path("token").asString()::equals)
                            .orElse(true))
                .limit(request.limit(50, 1000))
                .toList()));
  }
}
