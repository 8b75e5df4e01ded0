package io.patchbay.bench.expression;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The platform's classes once more, with a budget that counts nothing: tells what the counting
 * costs. The product itself has no switch for that.
 */
final class Unmetered extends ClassLoader {
  private static final String METER = "io.patchbay.expression.value.Meter";
  private static final Set<String> COUNTING =
      Set.of("step", "steps", "bytes", "array", "object", "text", "enter", "exit");

  private Unmetered() {
    super(Unmetered.class.getClassLoader());
  }

  /** As {@link AsInARun}. */
  @SuppressWarnings("unchecked")
  static UnaryOperator<JsonNode> expression(String source) {
    try {
      return (UnaryOperator<JsonNode>)
          new Unmetered()
              .loadClass(AsInARun.class.getName())
              .getConstructor(String.class)
              .newInstance(source);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The classes without counting cannot be made", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.patchbay.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = file.readAllBytes();
      byte[] changed = name.equals(METER) ? withoutCounting(bytes) : bytes;
      return defineClass(name, changed, 0, changed.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static byte[] withoutCounting(byte[] meter) {
    ClassFile format = ClassFile.of();
    ClassModel model = format.parse(meter);
    return format.transformClass(
        model,
        (builder, element) -> {
          if (element instanceof MethodModel method
              && COUNTING.contains(method.methodName().stringValue())) {
            builder.transformMethod(
                method,
                (m, part) -> {
                  if (part instanceof CodeModel) {
                    m.withCode(code -> code.return_());
                  } else {
                    MethodTransform.ACCEPT_ALL.accept(m, part);
                  }
                });
          } else {
            builder.with(element);
          }
        });
  }
}
