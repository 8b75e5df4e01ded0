package io.patchbay.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.patchbay.sandbox.party.Bank;
import io.patchbay.sandbox.party.CarrierA;
import io.patchbay.sandbox.party.CarrierB;
import io.patchbay.sandbox.party.Crm;
import io.patchbay.sandbox.party.Fhir;
import io.patchbay.sandbox.party.Mail;
import io.patchbay.sandbox.party.OAuth;
import io.patchbay.sandbox.party.Payment;
import io.patchbay.sandbox.party.Profile;
import io.patchbay.sandbox.party.Protected;
import io.patchbay.sandbox.party.Push;
import io.patchbay.sandbox.party.Shipping;
import io.patchbay.sandbox.party.Stock;
import io.patchbay.sandbox.party.Travel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Pretend third parties in one process, for examples, tests and benchmarks. State is in memory and
 * bounded. It binds the loopback address unless told otherwise.
 */
public final class Sandbox implements AutoCloseable {

  static {
    // read once by the JDK's server: without it small answers wait for Nagle's algorithm
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    // the rest of a refused body is not waited for
    System.setProperty("sun.net.httpserver.drainAmount", "0");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Deliveries deliveries;
  private final URI base;

  private Sandbox(String host, int port, InstantSource clock) throws IOException {
    server = HttpServer.create(new InetSocketAddress(host, port), 1024);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    deliveries = new Deliveries(clock);
    base = URI.create("http://" + host + ":" + server.getAddress().getPort());
    server.setExecutor(threads);
    server.createContext("/", new Dispatcher(base, parties(clock), deliveries, clock));
    server.start();
  }

  private List<Party> parties(InstantSource clock) {
    OAuth oauth = new OAuth(clock);
    return List.of(
        new Payment(clock),
        new Stock(clock),
        new Mail(clock),
        new Shipping(clock),
        new Crm(clock, deliveries),
        new Bank(clock, deliveries),
        new Push(clock),
        new Profile(),
        new Fhir("fhir", "FHIR R4 server of a hospital.", clock),
        new Fhir("lab", "FHIR R4 server of a laboratory.", clock),
        new CarrierA(),
        new CarrierB(),
        new Travel(),
        oauth,
        new Protected(oauth));
  }

  /** Starts on the loopback address; port 0 takes any free one. */
  public static Sandbox start(int port) {
    return start("127.0.0.1", port, InstantSource.system());
  }

  static Sandbox start(String host, int port, InstantSource clock) {
    try {
      return new Sandbox(host, port, clock);
    } catch (IOException taken) {
      throw new UncheckedIOException(
          "Cannot start the sandbox on "
              + host
              + ":"
              + port
              + ": "
              + taken.getMessage()
              + ". Choose another port with --port, or 0 for any free one.",
          taken);
    }
  }

  /** Address without a slash at the end. */
  public URI baseUri() {
    return base;
  }

  /** Stops at once; requests under way are cut. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    deliveries.close();
  }

  /** {@code [--host 127.0.0.1] [--port 0]}; runs until it is stopped. */
  public static void main(String[] arguments) {
    String host = "127.0.0.1";
    int port = 0;
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (arguments[i]) {
        case "--host" -> host = value;
        case "--port" -> port = Integer.parseInt(value);
        default -> {
          System.err.println("Usage: sandbox [--host 127.0.0.1] [--port 0]");
          System.exit(2);
        }
      }
    }
    try {
      Sandbox sandbox = start(host, port, InstantSource.system());
      Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
      System.out.println("Sandbox listens on " + sandbox.baseUri());
    } catch (UncheckedIOException failed) {
      System.err.println(failed.getMessage());
      System.exit(1);
    }
  }
}
