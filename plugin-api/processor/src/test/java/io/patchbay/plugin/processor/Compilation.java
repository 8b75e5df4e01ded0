package io.patchbay.plugin.processor;

import io.patchbay.plugin.PluginApi;
import io.patchbay.plugin.spi.ConnectorDispatcher;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles sources with the processor, all warnings on, and keeps what came out. */
record Compilation(Path classes, List<String> messages) {
  static Compilation of(Path folder, String... sources) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-Xlint:all,-processing",
            "-Werror");
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            null,
            null,
            diagnostics,
            options,
            null,
            Arrays.stream(sources).map(Compilation::file).toList());
    task.setProcessors(List.of(new ConnectorProcessor()));
    task.call();
    return new Compilation(
        classes,
        diagnostics.getDiagnostics().stream()
            .map(d -> d.getKind() + " " + d.getMessage(Locale.ROOT))
            .toList());
  }

  private static JavaFileObject file(String source) {
    String name =
        source.replaceAll(
            "(?s).*?public (?:final )?(?:class|record|sealed interface) (\\w+).*", "$1");
    return new SimpleJavaFileObject(
        URI.create("mem:///demo/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  @SuppressWarnings("unchecked")
  Map<String, @Nullable Object> connector() throws IOException {
    Object catalogue = MiniJson.parse(Files.readString(classes.resolve(PluginApi.CATALOGUE_PATH)));
    List<Object> connectors = (List<Object>) at(catalogue, "connectors");
    return (Map<String, @Nullable Object>) connectors.getFirst();
  }

  /** Follows names and indexes into a JSON value. */
  static Object at(@Nullable Object value, Object... path) {
    Object current = value;
    for (Object step : path) {
      current =
          switch (current) {
            case List<?> list -> list.get((Integer) step);
            case Map<?, ?> map -> map.get(step);
            case null, default -> throw new AssertionError("Nothing to step into at " + step);
          };
    }
    if (current == null) {
      throw new AssertionError("Null at " + Arrays.toString(path));
    }
    return current;
  }

  ConnectorDispatcher dispatcher() throws Exception {
    // Lives as long as the test: the loader must stay open while the dispatcher is used.
    URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Compilation.class.getClassLoader());
    Class<?> type = loader.loadClass((String) at(connector(), "dispatcher"));
    return (ConnectorDispatcher) type.getConstructor().newInstance();
  }
}
