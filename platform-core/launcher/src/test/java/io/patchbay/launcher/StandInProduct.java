package io.patchbay.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A folder that looks like a built product, with {@link StandInServer} for Liberty. */
record StandInProduct(Path home) {

  static StandInProduct make(Path home) throws IOException {
    Path wlp = home.resolve("platform-core/launcher/target/liberty/wlp");
    Files.createDirectories(wlp.resolve("lib/platform/java"));
    Files.writeString(wlp.resolve("lib/platform/java/java9.options"), "# none\n");
    Files.createDirectories(wlp.resolve("bin/tools"));
    jar(wlp.resolve("bin/tools/ws-server.jar"));
    jar(wlp.resolve("bin/tools/ws-javaagent.jar"));
    Path server = home.resolve("platform-core/server/target/server");
    Files.createDirectories(server.resolve("apps"));
    Files.writeString(server.resolve("server.xml"), "<server/>");
    Files.writeString(server.resolve("apps/patchbay-server.war"), "war");
    Files.createDirectories(home.resolve("plugins/http/target"));
    Files.writeString(home.resolve("plugins/http/target/http-1.zip"), "zip");
    return new StandInProduct(home);
  }

  private static void jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, StandInServer.class.getName());
    main.put(new Attributes.Name("Premain-Class"), StandInServer.class.getName());
    Path classes = Path.of("target/test-classes/io/patchbay/launcher");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.list(classes)) {
      for (Path one : files.toList()) {
        if (one.getFileName() instanceof Path name && name.toString().startsWith("StandInServer")) {
          jar.putNextEntry(new ZipEntry("io/patchbay/launcher/" + name));
          Files.copy(one, jar);
          jar.closeEntry();
        }
      }
    }
  }

  /** A launcher in a JVM of its own, its output going to the file. */
  Process launch(Path output, String... words) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Product.java(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dpatchbay.home=" + home,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.patchbay.launcher.Main"),
                Stream.of(words))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATCHBAY_AOT", "no");
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }
}
