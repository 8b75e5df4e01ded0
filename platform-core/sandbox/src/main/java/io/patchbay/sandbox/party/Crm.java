package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Bounded;
import io.patchbay.sandbox.Deliveries;
import io.patchbay.sandbox.Ids;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Refusal;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A customer relationship service: contacts with changes since a time, messages, webhooks. */
public final class Crm implements Party {

  /** The only key it knows. */
  public static final String KEY = "sandbox-crm-key";

  private record Subscription(String id, Deliveries.Target target, List<String> events) {}

  private final Contacts contacts;
  private final Bounded<ObjectNode> messages = new Bounded<>(5_000);
  private final Bounded<Subscription> webhooks = new Bounded<>(200);
  private final Ids ids = new Ids();
  private final InstantSource clock;
  private final Deliveries deliveries;

  public Crm(InstantSource clock, Deliveries deliveries) {
    this.clock = clock;
    this.deliveries = deliveries;
    this.contacts = new Contacts(clock);
  }

  @Override
  public String id() {
    return "crm";
  }

  @Override
  public String about() {
    return "Contacts with paging and changes since a time, messages, signed webhooks. Needs"
        + " <code>Authorization: Bearer "
        + KEY
        + "</code>.";
  }

  @Override
  public void routes(Routes routes) {
    routes
        .get("contacts", guarded(contacts::list))
        .get("contacts/{id}", guarded(contacts::show))
        .keyedPost("contacts", guarded(this::create))
        .put("contacts/{id}", guarded(this::update))
        .post("contacts/{id}/messages", guarded(this::sendMessage))
        .get("contacts/{id}/messages", guarded(this::listMessages))
        .post("webhooks", guarded(this::register))
        .get("webhooks", guarded(this::listWebhooks))
        .delete("webhooks/{id}", guarded(this::unregister));
  }

  @Override
  public Reply error(int status, String code, String message) {
    Reply reply =
        Reply.json(status, Json.of("errors", List.of(Json.of("code", code, "message", message))));
    return status == 401 ? reply.with("WWW-Authenticate", "Bearer realm=\"crm\"") : reply;
  }

  private static io.patchbay.sandbox.Handler guarded(io.patchbay.sandbox.Handler handler) {
    return request -> {
      if (!request.header("authorization").orElse("").equals("Bearer " + KEY)) {
        throw new Refusal(401, "invalid_api_key", "The API key is missing or wrong.");
      }
      return handler.handle(request);
    };
  }

  private Reply create(Request request) {
    ObjectNode contact = contacts.create(request.json());
    publish("contact.created", contact);
    return Reply.created(contact)
        .with("Location", request.base() + "/crm/contacts/" + contact.path("id").asString());
  }

  private Reply update(Request request) {
    ObjectNode contact = contacts.update(request.variable("id"), request.json());
    publish("contact.updated", contact);
    return Reply.ok(contact);
  }

  private Reply sendMessage(Request request) {
    ObjectNode contact = contacts.require(request.variable("id"));
    String text = request.requiredText("text");
    String id = ids.next("cmsg_");
    return Reply.created(
        messages.put(
            id,
            Json.of(
                "id", id,
                "contactId", contact.path("id"),
                "reference", request.text("reference").orElse(null),
                "channel", request.text("channel").orElse("email"),
                "text", text,
                "status", "sent",
                "sentAt", clock.instant().toString())));
  }

  private Reply listMessages(Request request) {
    JsonNode contact = contacts.require(request.variable("id")).path("id");
    return Reply.ok(
        Json.of(
            "items",
            messages.all().stream()
                .filter(message -> message.path("contactId").equals(contact))
                .filter(
                    message ->
                        request
                            .query("reference")
                            .map(message.path("reference").asString("")::equals)
                            .orElse(true))
                .limit(request.limit(100, 1000))
                .toList()));
  }

  private Reply register(Request request) {
    List<String> events =
        request.requiredList("events").stream().map(event -> event.asString("")).toList();
    List<String> known = List.of("contact.created", "contact.updated");
    if (!known.containsAll(events)) {
      throw Request.invalid("events", "must be of " + known);
    }
    String id = ids.next("wh_");
    Deliveries.Target target = Deliveries.target(request, "X-Crm-Signature", ids.next("whsec_"));
    webhooks.put(id, new Subscription(id, target, events));
    return Reply.created(
        Json.of(
            "id", id, "url", target.url().toString(), "events", events, "secret", target.secret()));
  }

  private Reply listWebhooks(Request request) {
    return Reply.ok(
        Json.of(
            "items",
            webhooks.all().stream()
                .map(
                    one ->
                        Json.of(
                            "id", one.id(),
                            "url", one.target().url().toString(),
                            "events", one.events()))
                .toList()));
  }

  private Reply unregister(Request request) {
    webhooks.require(request.variable("id"), "webhook");
    webhooks.remove(request.variable("id"));
    return Reply.empty(204);
  }

  private void publish(String type, ObjectNode contact) {
    for (Subscription subscription : webhooks.all()) {
      if (subscription.events().contains(type)) {
        deliveries.send(
            id(),
            subscription.target(),
            Json.of(
                "id",
                ids.next("evt_"),
                "type",
                type,
                "createdAt",
                clock.instant().toString(),
                "data",
                contact));
      }
    }
  }
}
