package io.patchbay.sandbox.party;

import io.patchbay.sandbox.Bounded;
import io.patchbay.sandbox.Deliveries;
import io.patchbay.sandbox.Ids;
import io.patchbay.sandbox.Json;
import io.patchbay.sandbox.Party;
import io.patchbay.sandbox.Reply;
import io.patchbay.sandbox.Request;
import io.patchbay.sandbox.Routes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A bank: accounts, transactions since a time, and a webhook for each booking. */
public final class Bank implements Party {

  private static final String[] MERCHANTS = {
    "Blue Bottle Coffee", "Deutsche Bahn", "REWE Markt", "Spotify", "Shell 4711", "IKEA Altona"
  };

  private final Bounded<ObjectNode> accounts = new Bounded<>(1_000);
  private final Bounded<ObjectNode> transactions = new Bounded<>(20_000);
  private final Bounded<Deliveries.Target> webhooks = new Bounded<>(200);
  private final Ids ids = new Ids();
  private final InstantSource clock;
  private final Deliveries deliveries;

  public Bank(InstantSource clock, Deliveries deliveries) {
    this.clock = clock;
    this.deliveries = deliveries;
    account("acc-1001", "DE89370400440532013000", "Ada Lindqvist");
    account("acc-1002", "DE02120300000000202051", "Grace Okafor");
    for (int i = 0; i < 40; i++) {
      Instant time = Instant.parse("2026-11-01T07:12:00Z").plus(Duration.ofHours(i * 5L));
      BigDecimal amount = BigDecimal.valueOf(-(350L + Math.floorMod(Ids.mix(i), 9000)), 2);
      put(i % 2 == 0 ? "acc-1001" : "acc-1002", amount, MERCHANTS[i % MERCHANTS.length], time);
    }
  }

  @Override
  public String id() {
    return "bank";
  }

  @Override
  public String about() {
    return "Accounts acc-1001 and acc-1002. POST a transaction to book one: each registered webhook"
        + " gets it within moments.";
  }

  @Override
  public void routes(Routes routes) {
    routes
        .get("accounts", r -> Reply.ok(Json.of("accounts", accounts.all())))
        .get("accounts/{id}", r -> Reply.ok(accounts.require(r.variable("id"), "account")))
        .get("accounts/{id}/transactions", this::list)
        .keyedPost("accounts/{id}/transactions", this::book)
        .post("webhooks", this::register)
        .delete("webhooks/{id}", this::unregister);
  }

  @Override
  public Reply error(int status, String code, String message) {
    return Reply.json(
        status,
        Json.of(
            "tppMessages",
            List.of(
                Json.of(
                    "category",
                    "ERROR",
                    "code",
                    code.toUpperCase(java.util.Locale.ROOT),
                    "text",
                    message))));
  }

  private void account(String id, String iban, String owner) {
    accounts.put(id, Json.of("id", id, "iban", iban, "currency", "EUR", "ownerName", owner));
  }

  private ObjectNode put(String account, BigDecimal amount, String merchant, Instant time) {
    String id = ids.next("tx_");
    return transactions.put(
        id,
        Json.of(
            "transactionId",
            id,
            "accountId",
            account,
            "bookingTime",
            time.toString(),
            "transactionAmount",
            Json.of("amount", amount.toPlainString(), "currency", "EUR"),
            "merchant",
            merchant,
            "status",
            "booked"));
  }

  private Reply list(Request request) {
    String account = accounts.require(request.variable("id"), "account").path("id").asString();
    Instant since = request.instant("since").orElse(Instant.EPOCH);
    int limit = request.limit(100, 1000);
    List<ObjectNode> found =
        transactions.all().stream()
            .filter(one -> one.path("accountId").asString().equals(account))
            .filter(one -> !Instant.parse(one.path("bookingTime").asString()).isBefore(since))
            .limit(limit)
            .toList();
    return Reply.ok(Json.of("accountId", account, "transactions", found));
  }

  private Reply book(Request request) {
    String account = accounts.require(request.variable("id"), "account").path("id").asString();
    JsonNode amount = request.json().path("amount");
    BigDecimal value;
    try {
      value = new BigDecimal(amount.asString("")).setScale(2, java.math.RoundingMode.UNNECESSARY);
    } catch (ArithmeticException | NumberFormatException notAnAmount) {
      throw Request.invalid("amount", "must be a number with two decimals, like -12.50");
    }
    ObjectNode booked =
        put(account, value, request.text("merchant").orElse("Unknown"), clock.instant());
    webhooks.all().forEach(target -> deliveries.send(id(), target, event(booked, value)));
    return Reply.created(booked);
  }

  private ObjectNode event(ObjectNode booked, BigDecimal amount) {
    return Json.of(
        "id",
        "evt_" + booked.path("transactionId").asString().substring(3),
        "type",
        "com.bank.transaction.booked",
        "time",
        booked.path("bookingTime"),
        "data",
        Json.of(
            "transactionId", booked.path("transactionId"),
            "accountId", booked.path("accountId"),
            "amount", amount,
            "currency", "EUR",
            "merchant", booked.path("merchant")));
  }

  private Reply register(Request request) {
    String id = ids.next("bwh_");
    Deliveries.Target target =
        webhooks.put(id, Deliveries.target(request, "X-Bank-Signature", ids.next("whsec_")));
    return Reply.created(
        Json.of("id", id, "url", target.url().toString(), "secret", target.secret()));
  }

  private Reply unregister(Request request) {
    webhooks.require(request.variable("id"), "webhook");
    webhooks.remove(request.variable("id"));
    return Reply.empty(204);
  }
}
