package io.patchbay.launcher;

import com.sun.net.httpserver.HttpServer;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the place of Open Liberty in tests of the launcher: same call, same environment. */
public final class StandInServer {

  private StandInServer() {}

  public static void premain(String arguments, Instrumentation instrumentation) {}

  public static void main(String[] arguments) throws Exception {
    String database = System.getenv("PATCHBAY_DB_URL");
    Path application =
        Path.of(System.getenv("WLP_USER_DIR"), "servers", arguments[0], "apps/patchbay-server.war");
    boolean complete = database != null && Files.exists(application);
    int port = Integer.parseInt(System.getenv("PATCHBAY_HTTP_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(complete ? 200 : 503, -1);
          }
        });
    server.start();
  }
}
