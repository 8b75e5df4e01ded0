package io.patchbay.bench.comparator;

import io.vertx.ext.web.client.WebClientOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.Main;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * Apache Camel with the same work as routes in memory: it records nothing and loses what is under
 * way when it dies. Arguments: own port, partner's address.
 */
public final class CamelProgram extends RouteBuilder {

  private static final String JSON = "application/json";

  /** Its own default is five connections to a host, on which requests would wait for each other. */
  private static final int CONNECTIONS = 256;

  private static final String CLIENT = "?bridgeEndpoint=true&webClientOptions=#client";

  private final int port;
  private final String partner;

  private CamelProgram(int port, String partner) {
    this.port = port;
    this.partner = partner;
  }

  public static void main(String[] words) throws Exception {
    Main main = new Main();
    main.configure().addRoutesBuilder(new CamelProgram(Integer.parseInt(words[0]), words[1]));
    main.run();
  }

  @Override
  public void configure() throws Exception {
    VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
    http.setBindHost("127.0.0.1");
    http.setBindPort(port);
    http.setHost("127.0.0.1");
    http.setPort(port);
    getContext().addService(new VertxPlatformHttpServer(http));
    getContext()
        .getRegistry()
        .bind("client", new WebClientOptions().setMaxPoolSize(CONNECTIONS).setKeepAlive(true));

    from("platform-http:/w1?httpMethodRestrict=POST")
        .unmarshal()
        .json(JsonLibrary.Jackson, Map.class)
        .process(exchange -> body(exchange, Order.summary(order(exchange))))
        .marshal()
        .json(JsonLibrary.Jackson);

    from("platform-http:/w2?httpMethodRestrict=POST")
        .unmarshal()
        .json(JsonLibrary.Jackson, Map.class)
        .process(
            exchange -> {
              exchange.setProperty("order", order(exchange));
              ask(exchange, "order=" + Order.text(order(exchange), "orderId"));
            })
        .to("vertx-http:" + partner + "/stock" + CLIENT)
        .unmarshal()
        .json(JsonLibrary.Jackson, Map.class)
        .process(
            exchange -> {
              Map<String, Object> order = Order.cast(exchange.getProperty("order"));
              body(exchange, Order.message(order, order(exchange)));
              exchange.getIn().removeHeaders("*");
              exchange.getIn().setHeader(Exchange.HTTP_METHOD, "POST");
              exchange.getIn().setHeader(Exchange.CONTENT_TYPE, JSON);
            })
        .marshal()
        .json(JsonLibrary.Jackson)
        .to("vertx-http:" + partner + "/last" + CLIENT)
        .setBody(constant("{}"));

    from("platform-http:/w3?httpMethodRestrict=POST")
        .unmarshal()
        .json(JsonLibrary.Jackson, Map.class)
        .multicast(CamelProgram::join)
        .parallelProcessing()
        .executorService(Executors.newVirtualThreadPerTaskExecutor())
        .to("direct:stock", "direct:price", "direct:customer", "direct:shipping")
        .end()
        .marshal()
        .json(JsonLibrary.Jackson);
    for (String branch : new String[] {"stock", "price", "customer", "shipping"}) {
      from("direct:" + branch)
          .process(exchange -> ask(exchange, "order=" + Order.text(order(exchange), "orderId")))
          .to("vertx-http:" + partner + "/" + branch + "" + CLIENT)
          .unmarshal()
          .json(JsonLibrary.Jackson, Map.class)
          .process(exchange -> body(exchange, Map.of(branch, order(exchange))));
    }
  }

  private static Map<String, Object> order(Exchange exchange) {
    return Order.cast(exchange.getIn().getBody());
  }

  private static void body(Exchange exchange, Object value) {
    exchange.getIn().setBody(value);
    exchange.getIn().setHeader(Exchange.CONTENT_TYPE, JSON);
  }

  private static void ask(Exchange exchange, String query) {
    exchange.getIn().removeHeaders("*");
    exchange.getIn().setHeader(Exchange.HTTP_METHOD, "GET");
    exchange.getIn().setHeader(Exchange.HTTP_QUERY, query);
    exchange.getIn().setBody(null);
  }

  private static Exchange join(@org.jspecify.annotations.Nullable Exchange before, Exchange next) {
    Map<String, Object> joined = new LinkedHashMap<>();
    if (before != null) {
      joined.putAll(order(before));
    }
    joined.putAll(order(next));
    Exchange result = before == null ? next : before;
    body(result, joined);
    return result;
  }
}
