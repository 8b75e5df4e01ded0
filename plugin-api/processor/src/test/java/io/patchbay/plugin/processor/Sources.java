package io.patchbay.plugin.processor;

/** Connectors to compile. */
final class Sources {
  private static final String IMPORTS =
      """
      package demo;
      import io.patchbay.plugin.*;
      import io.patchbay.plugin.webhook.*;
      import java.math.BigDecimal;
      import java.net.URI;
      import java.time.*;
      import java.util.*;
      """;

  private Sources() {}

  /** A connector that uses every type and every kind of member. */
  static String complete() {
    return IMPORTS
        + """
        @Connector(id = "shop", label = "Shop", help = "Speaks to the shop.")
        public class ShopConnector implements AutoCloseable {
          static boolean closed;

          public sealed interface Settings permits Open, Keyed {}
          @ConnectionKind(id = "open", label = "No key", auth = AuthScheme.NONE)
          public record Open() implements Settings {}
          @ConnectionKind(id = "keyed", label = "API key", auth = AuthScheme.API_KEY)
          public record Keyed(
              @Field(label = "Address", defaultValue = "https://shop.example") URI url,
              @Field(label = "Key") Secret key) implements Settings {}

          public enum Colour { @Option(value = "red", label = "Fire red") RED, BLUE }
          public record Line(@Field(sample = "A-1", pattern = "[A-Z]-\\\\d+") String article, @Field(min = "1", max = "99", sample = "2") int count) {}
          public record Order(
              @Field(sample = "o-1", maxLength = 5) String id,
              Optional<String> note,
              @Field(sample = "[{\\"article\\": \\"A-1\\", \\"count\\": 3}]", minLength = 1) List<Line> lines,
              @Field(required = false) Map<String, BigDecimal> prices,
              Colour colour,
              @Field(defaultValue = "PT5S") Duration pause,
              @Field(name = "when-at", sample = "2026-01-02T03:04:05Z") Instant at,
              Optional<LocalDate> day,
              @Field(defaultValue = "1.5") double factor,
              @Field(defaultValue = "true") boolean urgent,
              Optional<Long> big,
              Optional<Object> extra,
              @org.jspecify.annotations.Nullable String memo) {
            public Order {
              if (id.equals("bad")) throw new IllegalArgumentException("must not be 'bad'");
            }
          }
          public record FindOrder(@Field(sample = "o-1") String id) {}
          public record None() {}
          @RemoteRecord public record Foreign(String name) {}

          @Check CheckResult check(Settings settings, ConnectionContext context) {
            throw ConnectorException.authentication("The key is wrong.");
          }
          @Action(id = "echo", version = "1.0.0", label = "Echo", effect = Effect.READ)
          Order echo(Order in, Settings settings, ActionContext context) { return in; }

          @Action(id = "send", version = "1.0.0", label = "Send", effect = Effect.UNSAFE, lookup = "find")
          Order send(Order in, Settings settings, ActionContext context) { return in; }

          @Action(id = "find", version = "2.0.0", label = "Find", effect = Effect.READ)
          Optional<Order> find(FindOrder in, Settings settings, ActionContext context) { return Optional.empty(); }

          @PollingTrigger(id = "newOrder", version = "1.0.0", label = "New order")
          PollPage<FindOrder> poll(None params, Settings settings, PollContext context) {
            return PollPage.last(List.of(new FindOrder("a")), FindOrder::id, "next");
          }
          @WebhookTrigger(id = "orderEvent", version = "1.0.0", label = "Order event")
          static class Events implements WebhookHandler<None, Settings, FindOrder> {
            @Override public WebhookRegistration register(None params, Settings settings, WebhookContext context) {
              return WebhookRegistration.of("r1", Secret.of("s"));
            }
            @Override public WebhookResult<FindOrder> receive(WebhookRequest request, WebhookRegistration registration, None params, Settings settings, ConnectionContext context) {
              return WebhookResult.accepted(new FindOrder(request.text()), "k");
            }
            @Override public void unregister(WebhookRegistration registration, None params, Settings settings, WebhookContext context) {}
          }
          @Override public void close() { closed = true; }
        }
        """;
  }

  /**
   * A connector with these members beside a settings record {@code S} and an empty record {@code
   * E}.
   */
  static String with(String members) {
    return IMPORTS
        + """
        @Connector(id = "demo", label = "Demo", help = "A demo.")
        public class Demo {
          @ConnectionKind(label = "Key", auth = AuthScheme.API_KEY)
          public record S(Secret key) {}
          public record E() {}
          @Action(id = "ok", version = "1.0.0", label = "Ok", effect = Effect.READ)
          E ok(E in, S settings, ActionContext context) { return in; }
        """
        + members
        + "}\n";
  }
}
