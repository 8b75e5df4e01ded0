package io.patchbay.platform.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/api/openapi.yaml and the code say the same: routes, permissions, fields. */
class ApiContractTest {

  /** Schemas whose record has another name, and why it is not in a rest package. */
  private static final Map<String, String> RECORDS =
      Map.of(
          "Token", "io.patchbay.token.ApiToken",
          "Member", "io.patchbay.member.Member",
          "Invitation", "io.patchbay.member.Invitation",
          "Problem", "io.patchbay.platform.rest.ProblemBody",
          "FieldProblem", "io.patchbay.platform.rest.FieldProblem");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages("io.patchbay");

  private final ApiDocument document = new ApiDocument();

  @Test
  void everyRouteOfTheDocumentIsBuiltWithItsPermission() {
    assertEquals(
        lines(document.permissions()),
        lines(routes()),
        "left: docs/api/openapi.yaml, right: the code");
  }

  @Test
  void everyResourceMethodNamesItsPermission() {
    List<String> silent =
        methods()
            .filter(method -> method.getAnnotation(Requires.class) == null)
            .map(Method::toString)
            .toList();
    assertEquals(List.of(), silent, "add @Requires(Permission.…): without it nobody gets in");
  }

  @Test
  void recordsHaveTheFieldsOfTheirSchemas() {
    Set<String> requests = document.requestSchemas();
    List<String> wrong = new ArrayList<>();
    document
        .objects()
        .forEach(
            (name, schema) ->
                record(name)
                    .ifPresent(
                        type -> compare(name, schema, type, requests.contains(name), wrong)));
    assertEquals(List.of(), wrong);
  }

  private static void compare(
      String name, Map<String, Object> schema, Class<?> type, boolean request, List<String> wrong) {
    Map<String, Object> properties = ApiDocument.map(schema.get("properties"));
    List<String> required = ApiDocument.required(schema);
    Map<String, RecordComponent> components = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(component.getName(), component);
    }
    String where = name + " (" + type.getSimpleName() + ")";
    Set<String> missing = new TreeSet<>(properties.keySet());
    missing.removeAll(components.keySet());
    missing.forEach(field -> wrong.add(where + " lacks " + field));
    Set<String> more = new TreeSet<>(components.keySet());
    more.removeAll(properties.keySet());
    more.forEach(field -> wrong.add(where + " has " + field + ", the document has not"));
    components.forEach(
        (field, component) -> {
          boolean optional = RequiredFields.optional(component);
          boolean alwaysThere =
              component.getAnnotation(com.fasterxml.jackson.annotation.JsonInclude.class) != null
                  || component
                          .getAccessor()
                          .getAnnotation(com.fasterxml.jackson.annotation.JsonInclude.class)
                      != null;
          if (properties.containsKey(field)
              && required.contains(field)
              && optional
              && !alwaysThere) {
            wrong.add(where + "." + field + " is required by the document and may be null");
          }
          if (properties.containsKey(field)
              && request
              && !required.contains(field)
              && !optional
              && !component.getType().isPrimitive()) {
            wrong.add(where + "." + field + " may be left out by the document and not in the code");
          }
        });
  }

  /** The record of a schema: named like it or with View behind, in a rest package. */
  private static Optional<Class<?>> record(String schema) {
    if (RECORDS.containsKey(schema)) {
      return Optional.of(load(RECORDS.get(schema)));
    }
    return CLASSES.stream()
        .filter(c -> c.isAssignableTo(Record.class) && c.getPackageName().contains(".rest"))
        .filter(c -> c.getSimpleName().equals(schema) || c.getSimpleName().equals(schema + "View"))
        .<Class<?>>map(JavaClass::reflect)
        .findFirst();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static java.util.stream.Stream<Method> methods() {
    return CLASSES.stream()
        .filter(c -> c.isAnnotatedWith(Path.class))
        .map(JavaClass::reflect)
        .flatMap(type -> List.of(type.getDeclaredMethods()).stream())
        .filter(method -> verb(method).isPresent());
  }

  private static Map<String, String> routes() {
    Map<String, String> routes = new TreeMap<>();
    methods()
        .forEach(
            method -> {
              String path = method.getDeclaringClass().getAnnotation(Path.class).value();
              Path more = method.getAnnotation(Path.class);
              String route =
                  verb(method).orElseThrow()
                      + " "
                      + path
                      + (more == null
                          ? ""
                          : (more.value().startsWith("/") ? "" : "/") + more.value());
              Requires requires = method.getAnnotation(Requires.class);
              routes.put(route, requires == null ? "none" : requires.value().word());
            });
    return routes;
  }

  private static Optional<String> verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return Optional.of(verb.value());
      }
    }
    return Optional.empty();
  }

  private static String lines(Map<String, String> routes) {
    return routes.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining("\n"));
  }
}
