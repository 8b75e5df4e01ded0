package io.patchbay.plugin.host;

import io.patchbay.plugin.PluginApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** Compiles tiny plugins with the annotation processor and packs them as their build would. */
public final class BundleBuilder {

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private String id = "probe";
  private String version = "1.0.0";
  private String requires = PluginApi.VERSION;

  public BundleBuilder id(String value) {
    id = value;
    return this;
  }

  public BundleBuilder version(String value) {
    version = value;
    return this;
  }

  public BundleBuilder requires(String value) {
    requires = value;
    return this;
  }

  public BundleBuilder entry(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  /** A connector whose action {@code run:1.0.0} has this body; {@code in.what()} is its input. */
  public BundleBuilder connector(String body) {
    return source("acme.Probe", probe("probe", "1.0.0", body));
  }

  public static String probe(String connectorId, String actionVersion, String body) {
    return """
    package acme;
    import io.patchbay.plugin.*;
    @Connector(id = "%s", label = "Probe", help = "For tests.")
    public class Probe {
      @ConnectionKind(label = "None", auth = AuthScheme.NONE)
      public record Settings() {}
      public record In(@Field(label = "What") String what) {}
      public record Out(@Field(label = "Said") String said) {}
      @Action(id = "run", version = "%s", label = "Run", effect = Effect.READ)
      public Out run(In in, Settings settings, ActionContext context) {
        try {
          return body(in, settings, context);
        } catch (Exception e) {
          throw Probe.<RuntimeException>anyhow(e);
        }
      }
      @SuppressWarnings("unchecked")
      private static <E extends Throwable> E anyhow(Throwable e) throws E {
        throw (E) e;
      }
      private Out body(In in, Settings settings, ActionContext context) throws Exception {
        %s
      }
    }
    """
        .formatted(connectorId, actionVersion, body);
  }

  public BundleBuilder source(String className, String source) {
    try {
      Path classes = Files.createTempDirectory("bundle");
      compile(className, source, classes);
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = classes.relativize(file).toString().replace('\\', '/');
          entries.put("classes/" + name, Files.readAllBytes(file));
          Files.delete(file);
        }
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(String className, String source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      files.setLocationFromPaths(
          StandardLocation.CLASS_PATH, List.of(home(PluginApi.class), home(NullMarked.class)));
      files.setLocationFromPaths(
          StandardLocation.ANNOTATION_PROCESSOR_PATH,
          Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
              .map(Path::of)
              .toList());
      boolean done =
          compiler
              .getTask(
                  problems,
                  files,
                  null,
                  List.of(
                      "-nowarn", "-processor", "io.patchbay.plugin.processor.ConnectorProcessor"),
                  null,
                  List.of(new Source(className, source)))
              .call();
      if (!done) {
        throw new IllegalArgumentException(problems.toString());
      }
    }
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] build() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    String properties =
        "plugin.id=%s\nplugin.version=%s\nplugin.requires=%s\nplugin.provider=Acme\n"
            .formatted(id, version, requires);
    all.put("plugin.properties", properties.getBytes(StandardCharsets.UTF_8));
    all.putAll(entries);
    return zip(all);
  }

  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry file = new ZipEntry(entry.getKey());
        // The same sources give the same bytes, whenever they are packed.
        file.setTime(0);
        zip.putNextEntry(file);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
