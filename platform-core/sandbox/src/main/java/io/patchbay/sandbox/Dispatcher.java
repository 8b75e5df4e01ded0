package io.patchbay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every request: read with a limit, recorded, delayed or refused by a fault, answered by its party.
 */
final class Dispatcher implements HttpHandler {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final int MOST_BODY = 8 << 20;
  private static final String CONTROL = "_sandbox";

  private final URI base;
  private final Map<String, Party> parties = new LinkedHashMap<>();
  private final Map<Party, Routes> routes = new LinkedHashMap<>();
  private final Faults faults = new Faults();
  private final Recorder recorder = new Recorder();
  private final Routes control;
  private final InstantSource clock;

  Dispatcher(URI base, List<Party> all, Deliveries deliveries, InstantSource clock) {
    this.base = base;
    this.clock = clock;
    for (Party party : all) {
      Routes own = new Routes();
      party.routes(own);
      parties.put(party.id(), party);
      routes.put(party, own);
    }
    control = new Control(faults, recorder, deliveries, all, clock.instant()).routes();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
      List<String> path = Routes.parts(exchange.getRequestURI().getPath());
      Request request = request(exchange, body);
      String first = path.isEmpty() ? "" : path.getFirst();
      if (body.length > MOST_BODY) {
        Reply tooLarge = plain(413, "too_large", "The body is over " + (MOST_BODY >> 20) + " MiB.");
        Answer.send(exchange, tooLarge.with("Connection", "close"), Fault.Spoil.NONE);
      } else if (path.isEmpty()) {
        Answer.send(exchange, IndexPage.show(routes, control), Fault.Spoil.NONE);
      } else if (first.equals(CONTROL)) {
        Answer.send(exchange, control(request, rest(path)), Fault.Spoil.NONE);
      } else {
        ask(exchange, parties.get(first), request, path);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(HttpExchange exchange, @Nullable Party party, Request request, List<String> path)
      throws IOException, InterruptedException {
    Recorded recorded = recorder.record(clock.instant(), path.getFirst(), request);
    Fault.Spoil spoil = Fault.Spoil.NONE;
    Reply reply;
    try {
      Fault fault = faults.of(request);
      Thread.sleep(fault.delayMillis());
      if (party == null) {
        reply = plain(404, "unknown_party", "There is no third party '" + path.getFirst() + "'.");
      } else if (fault.status() != 0) {
        reply = refused(party, fault);
      } else {
        reply = work(party, request, rest(path));
        spoil = fault.spoil();
      }
    } catch (Refusal wrongFault) {
      reply = plain(wrongFault.status(), wrongFault.code(), wrongFault.text());
    }
    boolean repeat = reply.headers().containsKey("Idempotent-Replayed");
    recorded.answered(spoil == Fault.Spoil.CUT ? 0 : reply.status(), repeat);
    Answer.send(exchange, reply, spoil);
  }

  private static Reply refused(Party party, Fault fault) {
    String why = fault.status() == 429 ? "Too many requests." : "The sandbox was told to fail.";
    Reply reply =
        fault.status() < 300
            ? Reply.empty(fault.status())
            : party.error(fault.status(), "http_" + fault.status(), why);
    return fault.retryAfter().map(after -> reply.with("Retry-After", after)).orElse(reply);
  }

  private Reply work(Party party, Request request, List<String> path) {
    Routes own = routes.getOrDefault(party, control);
    try {
      return own.find(request.method(), path)
          .map(match -> match.handler().handle(withVariables(request, match.variables())))
          .orElseGet(() -> missing(party, own.methods(path), request));
    } catch (Refusal refusal) {
      return party.error(refusal.status(), refusal.code(), refusal.text());
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, request.method() + " " + request.path(), bug);
      return party.error(500, "sandbox_bug", "The sandbox has a bug: " + bug);
    }
  }

  private static Reply missing(Party party, Set<String> methods, Request request) {
    if (methods.isEmpty()) {
      return party.error(404, "not_found", "There is nothing at " + request.path() + ".");
    }
    String allowed = String.join(", ", methods);
    return party
        .error(405, "method_not_allowed", "This path answers to " + allowed + ".")
        .with("Allow", allowed);
  }

  private Reply control(Request request, List<String> path) {
    try {
      return control
          .find(request.method(), path)
          .map(match -> match.handler().handle(withVariables(request, match.variables())))
          .orElseGet(() -> plain(404, "not_found", "No such switch: see the page at /."));
    } catch (Refusal refusal) {
      return plain(refusal.status(), refusal.code(), refusal.text());
    }
  }

  private static Reply plain(int status, String code, String message) {
    return Reply.json(status, Json.of("error", Json.of("code", code, "message", message)));
  }

  private static List<String> rest(List<String> path) {
    return path.subList(1, path.size());
  }

  private static Request withVariables(Request request, Map<String, String> variables) {
    return new Request(
        request.base(),
        request.method(),
        request.path(),
        variables,
        request.query(),
        request.headers(),
        request.body());
  }

  private Request request(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    URI uri = exchange.getRequestURI();
    String host = headers.getOrDefault("host", "");
    return new Request(
        host.matches("[\\w.-]+(:\\d{1,5})?") ? URI.create("http://" + host) : base,
        exchange.getRequestMethod(),
        uri.getPath(),
        Map.of(),
        query(uri.getRawQuery()),
        headers,
        body);
  }

  static Map<String, List<String>> query(@Nullable String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      query
          .computeIfAbsent(name, key -> new ArrayList<>())
          .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
