package io.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script, in a small tree with pretend tools. */
class StartScriptTest {

  private static final Path SCRIPT = Path.of("../../patchbay");

  private static final String[] ORDINARY = {
    "cat", "chmod", "cksum", "dirname", "find", "head", "mkdir", "sed", "sort", "tail", "tr",
    "xargs"
  };

  @TempDir private Path temp = Path.of("");
  private Path home = Path.of("");
  private Path tools = Path.of("");

  private record Result(int code, String text) {}

  @BeforeEach
  void tree() throws IOException {
    home = temp.resolve("a tree");
    tools = Files.createDirectories(temp.resolve("tools"));
    for (String folder :
        new String[] {"platform-core/server", "plugin-api", "plugins", ".mvn", "docs/api"}) {
      Files.createDirectories(home.resolve(folder));
    }
    Files.createDirectories(home.resolve("web-console"));
    Files.writeString(home.resolve("web-console/package-lock.json"), "{}");
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("platform-core/server/A.java"), "class A {}");
    Files.copy(SCRIPT, home.resolve("patchbay"));
    for (String name : ORDINARY) {
      tool(name, "PATH=/usr/bin:/bin exec " + name + " \"$@\"");
    }
    tool("node", "echo ${NODE_PRETENDS:-v20.1.0}");
    tool("npm", "mkdir -p \"$2/node_modules\" \"$2/dist\"; echo x >\"$2/dist/index.html\"");
    tool("mvn", "mkdir -p platform-core/launcher/target/lib; echo built >>mvn-calls");
    jdk(25);
  }

  @Test
  void buildsOnceAndAgainOnlyWhenContentChanged() throws Exception {
    assertEquals(0, script("build").code());
    assertEquals(1, builds());
    assertEquals(0, script("build").code());
    Files.setLastModifiedTime(
        home.resolve("platform-core/server/A.java"),
        java.nio.file.attribute.FileTime.fromMillis(0));
    assertEquals(0, script("build").code());
    assertEquals(1, builds());
    Files.writeString(home.resolve("platform-core/server/A.java"), "class A { int b; }");
    Result third = script("build");
    assertEquals(0, third.code());
    assertTrue(third.text().contains("building the platform"), third.text());
    assertEquals(2, builds());
  }

  @Test
  void showsTheEndOfAFailedBuildAndTriesAgainNextTime() throws Exception {
    tool("mvn", "echo the reason; exit 1");
    Result failed = script("build");
    assertEquals(1, failed.code());
    assertTrue(failed.text().contains("the reason"), failed.text());
    assertTrue(failed.text().contains("target/build/platform.log"), failed.text());
    assertEquals(1, script("build").code());
  }

  @Test
  void saysPlainlyWhatIsMissing() throws Exception {
    Result node = script("build", "NODE_PRETENDS", "v18.19.0");
    assertEquals(1, node.code());
    assertTrue(node.text().contains("Node.js is version v18.19.0, it needs 20"), node.text());

    Files.delete(tools.resolve("node"));
    assertTrue(script("build").text().contains("there is no Node.js"));

    Files.delete(tools.resolve("mvn"));
    tool("node", "echo v22.0.0");
    assertTrue(script("build").text().contains("there is no Maven"));
    Result unknown = script("dance");
    assertEquals(1, unknown.code());
    assertTrue(unknown.text().contains("Unknown command 'dance'"), unknown.text());
    assertTrue(script("status").text().contains("not built yet"));
    assertEquals(0, script("--help").code());
    assertEquals(2, script("").code());
  }

  private long builds() throws IOException {
    return Files.readAllLines(home.resolve("mvn-calls")).size();
  }

  private void tool(String name, String body) throws IOException {
    executable(tools.resolve(name), "#!/bin/bash\n" + body + "\n");
  }

  private void jdk(int version) throws IOException {
    Path jdk = Files.createDirectories(temp.resolve("jdk/bin"));
    executable(jdk.resolve("javac"), "#!/bin/sh\n");
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result script(String word, String... environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", home.resolve("patchbay").toString(), word);
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", temp.toString());
    builder.environment().put("JAVA_HOME", temp.resolve("jdk").toString());
    if (environment.length == 2) {
      builder.environment().put(environment[0], environment[1]);
    }
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }
}
