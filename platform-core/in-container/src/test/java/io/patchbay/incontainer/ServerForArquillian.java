package io.patchbay.incontainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Before the first test: the database, and a server folder like the built one, except that
 * Arquillian deploys the application. Settings go to bootstrap.properties, which is all Arquillian
 * lets through.
 */
public final class ServerForArquillian implements LauncherSessionListener {

  private TestPostgres postgres;
  private Path folder;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    try {
      postgres = TestPostgres.start();
      folder = Files.createTempDirectory("patchbay-arquillian");
      int port = ServerFolder.freePort();
      // Arquillian looks for running servers by name, on the whole machine.
      String name = "patchbay-arquillian-" + port;
      Path server = folder.resolve("usr/servers").resolve(name);
      ServerFolder.copyTo(server);
      Files.delete(server.resolve("apps/patchbay-server.war"));
      Path configuration = server.resolve("server.xml");
      Files.writeString(configuration, deployable(Files.readString(configuration)));
      Map<String, String> settings = new HashMap<>(postgres.environment());
      settings.put("PATCHBAY_HTTP_PORT", Integer.toString(port));
      settings.put("PATCHBAY_PUBLIC_URL", "http://localhost:" + port);
      settings.put("PATCHBAY_DATA", folder.resolve("data").toString());
      settings.put("com.ibm.ws.logging.log.directory", logs().toString());
      Files.writeString(
          server.resolve("bootstrap.properties"),
          settings.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("\n")));
      System.setProperty("patchbay.arquillian.usr", folder.resolve("usr").toString());
      System.setProperty("patchbay.arquillian.name", name);
      System.setProperty("patchbay.arquillian.port", Integer.toString(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path logs() {
    return Path.of(System.getProperty("patchbay.logs", "target/server-logs"), "arquillian")
        .toAbsolutePath();
  }

  /** Without our application and open to changes: Arquillian writes its own application in. */
  private static String deployable(String configuration) {
    return configuration
        .replaceAll("(?s)<webApplication .*?</webApplication>", "")
        .replace("<config updateTrigger=\"disabled\"/>", "")
        .replace("<applicationMonitor updateTrigger=\"disabled\"/>", "")
        .replace("<featureManager>", "<featureManager>\n    <feature>localConnector-1.0</feature>");
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    try {
      if (postgres != null) {
        postgres.close();
      }
      if (folder != null) {
        ServerFolder.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
