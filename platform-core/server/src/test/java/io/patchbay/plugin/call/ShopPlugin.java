package io.patchbay.plugin.call;

import io.patchbay.plugin.host.BundleBuilder;

/** A small connector with credentials, an action of each effect that matters, and a poll. */
public final class ShopPlugin {

  public static final String SOURCE =
      """
      package acme;
      import io.patchbay.plugin.*;
      import io.patchbay.plugin.http.*;
      import java.net.URI;
      import java.util.*;

      @Connector(id = "shop", label = "Shop", help = "For tests.")
      public class Shop {
        @ConnectionKind(label = "Key", auth = AuthScheme.BEARER)
        public record Settings(
            @Field(label = "Address") URI url,
            @Field(label = "Key", minLength = 6) Secret key,
            @Field(label = "Region", required = false) Optional<String> region) {}

        public record In(@Field(label = "Id") String id) {}
        public record Out(@Field(label = "State") String state) {}
        public record Params(@Field(label = "Color") String color) {}

        @Check
        public CheckResult check(Settings s, ConnectionContext c) {
          HttpResponse answer = c.http().send(HttpRequest.get(s.url().resolve("/me")).bearer(s.key()));
          return answer.isSuccess() ? CheckResult.ok("Signed in with " + s.key().reveal())
              : CheckResult.failed(answer.failure());
        }

        @Action(id = "find", version = "1.0.0", label = "Find", effect = Effect.READ)
        public Out find(In in, Settings s, ActionContext c) {
          c.log().info("key {} {}", s.key(), s.key().reveal());
          return answer(c.http().send(HttpRequest.get(s.url().resolve("/find/" + in.id())).bearer(s.key())));
        }

        @Action(id = "pay", version = "1.0.0", label = "Pay", effect = Effect.UNSAFE, lookup = "paid")
        public Out pay(In in, Settings s, ActionContext c) {
          return answer(c.http().send(HttpRequest.post(s.url().resolve("/pay")).bearer(s.key())
              .header("Idempotency-Key", c.idempotencyKey()).json(Map.of("id", in.id()))));
        }

        @Action(id = "paid", version = "1.0.0", label = "Paid", effect = Effect.READ)
        public Optional<Out> paid(In in, Settings s, ActionContext c) {
          HttpResponse answer = c.http().send(HttpRequest.get(s.url().resolve("/paid/" + in.id())).bearer(s.key()));
          return answer.status() == 404 ? Optional.empty() : Optional.of(answer(answer));
        }

        @PollingTrigger(id = "sold", version = "1.0.0", label = "Sold")
        public PollPage<Out> sold(Params p, Settings s, PollContext c) {
          String at = c.cursor().orElse("0");
          return PollPage.more(List.of(new Out(p.color() + at)), Out::state,
              String.valueOf(Integer.parseInt(at) + 1));
        }

        private static Out answer(HttpResponse response) {
          return new Out((String) response.requireSuccess().jsonObject().get("state"));
        }
      }
      """;

  private ShopPlugin() {}

  public static byte[] bundle() {
    return new BundleBuilder().id("shop").source("acme.Shop", SOURCE).build();
  }
}
