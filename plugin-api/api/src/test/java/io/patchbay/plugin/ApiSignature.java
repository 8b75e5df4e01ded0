package io.patchbay.plugin;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every public name of the API as lines of text. */
final class ApiSignature {
  private ApiSignature() {}

  static List<String> ofClassesIn(Path classes) throws IOException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name =
            classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
        if (!name.endsWith("package-info")) {
          types.add(load(name));
        }
      }
    }
    return types.stream().filter(ApiSignature::isVisible).flatMap(t -> lines(t).stream()).toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiSignature.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return isVisible(type.getModifiers())
        && !type.isAnonymousClass()
        && (outer == null || isVisible(outer));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<String> lines(Class<?> type) {
    List<String> lines = new ArrayList<>();
    lines.add(type.toGenericString() + supertypes(type));
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
        members.add("  " + field.toGenericString());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      addIfVisible(constructor, members);
    }
    for (Method method : type.getDeclaredMethods()) {
      addIfVisible(method, members);
    }
    members.sort(null);
    lines.addAll(members);
    return lines;
  }

  private static void addIfVisible(Executable member, List<String> lines) {
    if (isVisible(member.getModifiers()) && !member.isSynthetic()) {
      Object standard = member instanceof Method method ? method.getDefaultValue() : null;
      lines.add(
          "  " + member.toGenericString() + (standard == null ? "" : " default " + text(standard)));
    }
  }

  private static String text(Object value) {
    return value instanceof Object[] array ? Arrays.toString(array) : "'" + value + "'";
  }

  private static String supertypes(Class<?> type) {
    List<Type> all = new ArrayList<>(Arrays.asList(type.getGenericInterfaces()));
    if (type.getGenericSuperclass() != null) {
      all.add(0, type.getGenericSuperclass());
    }
    return all.stream().map(Type::getTypeName).collect(Collectors.joining(", ", " : ", ""));
  }
}
