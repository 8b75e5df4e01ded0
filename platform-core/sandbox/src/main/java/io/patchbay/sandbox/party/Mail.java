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
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A service that takes mail and never sends it. */
public final class Mail implements Party {

  private final Bounded<ObjectNode> messages = new Bounded<>(5_000);
  private final Ids ids = new Ids();
  private final InstantSource clock;

  public Mail(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "mail";
  }

  @Override
  public String about() {
    return "Transactional mail; kept, never sent. Addresses at bounce.example are refused.";
  }

  @Override
  public void routes(Routes routes) {
    routes
        .keyedPost("messages", this::send)
        .get("messages", this::list)
        .get("messages/{id}", r -> Reply.ok(messages.require(r.variable("id"), "message")));
  }

  @Override
  public Reply error(int status, String code, String message) {
    return Reply.json(status, Json.of("message", message, "reason", code));
  }

  private Reply send(Request request) {
    String to = request.requiredText("to");
    if (!to.matches("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+")) {
      throw Request.invalid("to", "must be a mail address, not '" + to + "'");
    }
    if (to.endsWith("@bounce.example")) {
      throw new Refusal(422, "suppressed", "The address '" + to + "' bounced before.");
    }
    if (request.text("template").isEmpty()) {
      request.requiredText("subject");
    }
    String id = ids.next("msg_");
    ObjectNode message =
        Json.of(
            "id", id,
            "status", "queued",
            "to", to,
            "from", request.text("from").orElse("shop@sandbox.example"),
            "subject", request.text("subject").orElse(null),
            "text", request.text("text").orElse(null),
            "html", request.text("html").orElse(null),
            "template", request.text("template").orElse(null),
            "variables", request.json().path("variables"),
            "acceptedAt", clock.instant().toString());
    messages.put(id, message);
    return Reply.json(202, Json.of("id", id, "status", "queued", "to", to));
  }

  private Reply list(Request request) {
    List<ObjectNode> found =
        messages.all().reversed().stream()
            .filter(
                message ->
                    request.query("to").map(message.path("to").asString()::equals).orElse(true))
            .limit(request.limit(50, 1000))
            .toList();
    return Reply.ok(Json.of("items", found));
  }
}
