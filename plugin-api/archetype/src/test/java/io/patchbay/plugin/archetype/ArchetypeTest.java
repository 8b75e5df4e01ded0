package io.patchbay.plugin.archetype;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Makes a project as maven-archetype-plugin would, compiles it with the processor and runs its
 * tests.
 */
class ArchetypeTest {
  private static final Path RESOURCES = Path.of("src/main/resources/archetype-resources");
  private static final Path GUIDE = Path.of("../../docs/plugin-guide/README.md");
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "groupId", "org.example",
          "artifactId", "tasks-plugin",
          "version", "1.0.0",
          "package", "org.example.tasks",
          "className", "TasksConnector",
          "connectorId", "tasks",
          "patchbayVersion", "0.1.0-SNAPSHOT");

  @TempDir Path folder;

  private static String filled(Path file) throws IOException {
    String text = Files.readString(file);
    for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
      text = text.replace("${" + property.getKey() + "}", property.getValue());
    }
    return text;
  }

  private List<Path> generate(String sources) throws IOException {
    List<Path> made = new ArrayList<>();
    try (Stream<Path> files = Files.list(RESOURCES.resolve(sources))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace("__className__", "TasksConnector");
        Path target = folder.resolve(sources).resolve("org/example/tasks").resolve(name);
        Files.createDirectories(target.getParent());
        made.add(Files.writeString(target, filled(file)));
      }
    }
    return made;
  }

  private void compile(List<Path> sources, Path output, String classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Files.createDirectories(output);
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              output.toString(),
              "-classpath",
              classPath,
              "-parameters",
              "-proc:full",
              "-Xlint:all,-processing",
              "-Werror");
      assertTrue(
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call(),
          "The generated project does not compile.");
    }
  }

  @Test
  void theTestsOfANewProjectPass() throws Exception {
    Path classes = folder.resolve("classes");
    String path = System.getProperty("java.class.path");
    compile(generate("src/main/java"), classes, path);
    compile(
        generate("src/test/java"),
        folder.resolve("test-classes"),
        classes + File.pathSeparator + path);
    URL[] urls = {classes.toUri().toURL(), folder.resolve("test-classes").toUri().toURL()};
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls, ArchetypeTest.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      TestExecutionSummary summary = run(loader.loadClass("org.example.tasks.TasksConnectorTest"));
      assertEquals(
          List.of(),
          summary.getFailures().stream()
              .map(f -> f.getTestIdentifier().getDisplayName() + ": " + f.getException())
              .toList());
      assertTrue(
          summary.getTestsSucceededCount() > 15,
          () -> "Only " + summary.getTestsSucceededCount() + " ran.");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static TestExecutionSummary run(Class<?> test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }

  @Test
  void theGuideShowsTheConnectorOfANewProject() throws Exception {
    String connector = filled(RESOURCES.resolve("src/main/java/__className__.java"));
    String code = connector.substring(connector.indexOf("/** Speaks to a task list"));
    assertTrue(
        Files.readString(GUIDE).contains(code),
        "Copy the connector of the archetype into " + GUIDE + ".");
  }
}
