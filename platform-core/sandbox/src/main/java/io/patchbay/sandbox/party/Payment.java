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

/** A card payment service. Amounts are whole numbers of the currency's smallest unit. */
public final class Payment implements Party {

  private final Bounded<ObjectNode> charges = new Bounded<>(20_000);
  private final Bounded<ObjectNode> refunds = new Bounded<>(20_000);
  private final Ids ids = new Ids();
  private final InstantSource clock;

  public Payment(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "payment";
  }

  @Override
  public String about() {
    return "Card payments. Sources: tok_visa works, tok_declined and tok_insufficient_funds are"
        + " refused with 402.";
  }

  @Override
  public void routes(Routes routes) {
    routes
        .keyedPost("charges", this::charge)
        .get("charges", this::listCharges)
        .get("charges/{id}", request -> Reply.ok(charge(request.variable("id"))))
        .keyedPost("refunds", this::refund)
        .get("refunds/{id}", this::showRefund);
  }

  @Override
  public Reply error(int status, String code, String message) {
    String type =
        switch (status) {
          case 402 -> "card_error";
          case 409 -> "idempotency_error";
          case 429 -> "rate_limit_error";
          default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    return Reply.json(
        status, Json.of("error", Json.of("type", type, "code", code, "message", message)));
  }

  private Reply charge(Request request) {
    long amount = request.requiredPositive("amount");
    String currency = request.requiredText("currency");
    if (!currency.matches("[A-Za-z]{3}")) {
      throw Request.invalid(
          "currency", "must be a currency of three letters, not '" + currency + "'");
    }
    String source = request.requiredText("source");
    switch (source) {
      case "tok_declined" -> throw new Refusal(402, "card_declined", "Your card was declined.");
      case "tok_insufficient_funds" ->
          throw new Refusal(402, "insufficient_funds", "Your card has insufficient funds.");
      default -> {}
    }
    String id = ids.next("ch_");
    return Reply.created(
        charges.put(
            id,
            Json.of(
                "id",
                id,
                "object",
                "charge",
                "amount",
                amount,
                "amount_refunded",
                0,
                "currency",
                currency.toLowerCase(java.util.Locale.ROOT),
                "captured",
                true,
                "paid",
                true,
                "refunded",
                false,
                "status",
                "succeeded",
                "source",
                Json.of("id", source, "brand", "Visa", "last4", "4242"),
                "metadata",
                request.json().path("metadata"),
                "description",
                request.text("description").orElse(null),
                "created",
                clock.instant().getEpochSecond())));
  }

  private Reply listCharges(Request request) {
    int limit = request.limit(10, 100);
    var newest = charges.all().reversed();
    return Reply.ok(
        Json.of(
            "object",
            "list",
            "data",
            newest.stream().limit(limit).toList(),
            "has_more",
            newest.size() > limit));
  }

  private ObjectNode charge(String id) {
    return charges
        .find(id)
        .orElseThrow(() -> new Refusal(404, "resource_missing", "No such charge: '" + id + "'."));
  }

  private synchronized Reply refund(Request request) {
    ObjectNode charge = charge(request.requiredText("charge"));
    long left = charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
    long amount = request.json().has("amount") ? request.requiredPositive("amount") : left;
    String chargeId = charge.path("id").asString();
    if (left == 0) {
      throw new Refusal(
          400, "charge_already_refunded", "Charge " + chargeId + " has already been refunded.");
    }
    if (amount > left) {
      throw new Refusal(
          400,
          "amount_too_large",
          "Refund amount (" + amount + ") is greater than unrefunded amount (" + left + ").");
    }
    ObjectNode changed = charge.deepCopy();
    changed.put("amount_refunded", charge.path("amount_refunded").asLong() + amount);
    changed.put("refunded", amount == left);
    charges.put(chargeId, changed);
    String id = ids.next("re_");
    return Reply.created(
        refunds.put(
            id,
            Json.of(
                "id",
                id,
                "object",
                "refund",
                "amount",
                amount,
                "charge",
                chargeId,
                "currency",
                charge.path("currency"),
                "reason",
                request.text("reason").orElse(null),
                "status",
                "succeeded",
                "created",
                clock.instant().getEpochSecond())));
  }

  private Reply showRefund(Request request) {
    return Reply.ok(refunds.require(request.variable("id"), "refund"));
  }
}
