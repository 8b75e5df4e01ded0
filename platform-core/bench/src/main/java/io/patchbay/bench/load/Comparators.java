package io.patchbay.bench.load;

import io.patchbay.launcher.Ports;
import io.patchbay.launcher.Product;
import io.patchbay.launcher.postgres.EmbeddedPostgres;
import io.patchbay.launcher.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts other systems that do the same work, with the collector and heap of our server. */
record Comparators(Path home, Path work, Folder folder, Partner partner, int connections) {

  private static final String DATABASE = "bench_dbos";

  private String partnerUrl() {
    return "http://127.0.0.1:" + partner.port();
  }

  ServerSubject camel(String code) throws IOException {
    int port = Ports.any();
    Process process =
        start("Camel", "CamelProgram", port, Map.of(), List.of(String.valueOf(port), partnerUrl()));
    return new ServerSubject(
        code + " Camel, in memory",
        process,
        new Target(port, "/" + code.toLowerCase(java.util.Locale.ROOT), Workload.ORDER),
        connections,
        200,
        () -> -1,
        null,
        new Usage());
  }

  ServerSubject dbos(String code) throws IOException, SQLException {
    boolean durable = code.equals("W2");
    String user = EmbeddedPostgres.ADMINISTRATOR;
    String address = database();
    int port = Ports.any();
    Process process =
        start(
            "DBOS",
            "DbosProgram",
            port,
            Map.of("DBOS_PASSWORD", folder.administratorPassword()),
            List.of(String.valueOf(port), partnerUrl(), address, user));
    Connection counting =
        DriverManager.getConnection(address, user, folder.administratorPassword());
    return new ServerSubject(
        code + " DBOS Transact",
        process,
        new Target(port, "/" + code.toLowerCase(java.util.Locale.ROOT), Workload.ORDER),
        connections,
        durable ? 202 : 200,
        durable ? partner::last : () -> -1,
        durable ? () -> completed(counting) : null,
        new Usage().process("postgres", folder.databasePid()));
  }

  private String database() throws SQLException {
    try (Connection admin = folder.administrator();
        Statement statement = admin.createStatement()) {
      statement.execute("drop database if exists " + DATABASE + " with (force)");
      statement.execute("create database " + DATABASE);
    }
    return "jdbc:postgresql://127.0.0.1:" + folder.databasePort() + "/" + DATABASE;
  }

  private static double completed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from dbos.workflow_status where status = 'SUCCESS'")) {
      row.next();
      return row.getDouble(1);
    }
  }

  private Process start(
      String name, String type, int port, Map<String, String> environment, List<String> words)
      throws IOException {
    Path target = home.resolve("platform-core/bench/comparator/target");
    Path jar = target.resolve("patchbay-bench-comparator.jar");
    if (!Files.exists(jar)) {
      throw new BenchProblem("The comparators are not built: " + jar + " is missing.");
    }
    List<String> command = new ArrayList<>();
    command.add(Product.java());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-Dsun.net.httpserver.nodelay=true"));
    command.addAll(List.of("-cp", jar + ":" + target.resolve("lib") + "/*"));
    command.add("io.patchbay.bench.comparator." + type);
    command.addAll(words);
    Path log = work.resolve(name + ".log");
    Process process = ChildProcess.start(command, environment, log);
    Processes.awaitListening(name, process, port, log);
    return process;
  }
}
