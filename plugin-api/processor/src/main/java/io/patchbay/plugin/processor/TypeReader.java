package io.patchbay.plugin.processor;

import io.patchbay.plugin.Option;
import io.patchbay.plugin.processor.TypeModel.EnumOption;
import io.patchbay.plugin.processor.TypeModel.EnumType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads the types of one connector. Records are kept in an order in which each comes after those it
 * contains.
 */
final class TypeReader {
  private static final String SUPPORTED =
      "Use String, boolean, int, long, double, BigDecimal, an enum, Instant, LocalDate, Duration,"
          + " URI, Secret, a record, List<T>, Map<String, T>, Optional<T>, or Object for free"
          + " JSON.";

  private final Diagnostics diagnostics;
  private final String packageName;
  private final Map<String, RecordModel> records = new LinkedHashMap<>();
  private final Map<String, EnumType> enums = new LinkedHashMap<>();
  private final Set<String> open = new HashSet<>();

  TypeReader(Diagnostics diagnostics, String packageName) {
    this.diagnostics = diagnostics;
    this.packageName = packageName;
  }

  List<RecordModel> records() {
    return List.copyOf(records.values());
  }

  List<EnumType> enums() {
    return List.copyOf(enums.values());
  }

  /**
   * @param role names the use in messages, such as "input"
   */
  Optional<RecordModel> record(TypeMirror type, Element where, String role) {
    if (!(asElement(type) instanceof TypeElement element)
        || element.getKind() != ElementKind.RECORD) {
      diagnostics.error(
          where,
          "The %s '%s' is not a record. Declare a record whose components carry @Field.",
          role,
          type);
      return Optional.empty();
    }
    return record(element, where);
  }

  Optional<RecordModel> record(TypeElement element, Element where) {
    String name = element.getQualifiedName().toString();
    RecordModel known = records.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!open.add(name)) {
      diagnostics.error(
          where,
          "Record %s contains itself. Forms and schemas must end: use Object for free JSON there.",
          name);
      return Optional.empty();
    }
    checkRecord(element, where);
    RecordModel model = new RecordModel(name, constantName(element), fields(element));
    records.put(name, model);
    return Optional.of(model);
  }

  private String constantName(TypeElement element) {
    return element
            .getSimpleName()
            .toString()
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toUpperCase(Locale.ROOT)
        + "_"
        + records.size();
  }

  private void checkRecord(TypeElement element, Element where) {
    if (!element.getTypeParameters().isEmpty()) {
      diagnostics.error(
          where, "Record %s has type parameters. Write a record for each use.", element);
    }
    for (Element e = element; e instanceof TypeElement; e = e.getEnclosingElement()) {
      boolean elsewhere = !packageOf(e).equals(packageName);
      if (e.getModifiers().contains(Modifier.PRIVATE)
          || elsewhere && !e.getModifiers().contains(Modifier.PUBLIC)) {
        diagnostics.error(
            e,
            "%s cannot be reached by the generated dispatcher. Make it public, or package-private"
                + " here.",
            e);
      }
    }
  }

  private List<FieldModel> fields(TypeElement element) {
    FieldReader reader = new FieldReader(this, diagnostics);
    List<FieldModel> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      reader
          .read(component)
          .ifPresent(
              field -> {
                if (!names.add(field.jsonName())) {
                  diagnostics.error(
                      component, "Two components have the JSON name '%s'.", field.jsonName());
                }
                fields.add(field);
              });
    }
    return fields;
  }

  Optional<TypeModel> type(TypeMirror type, Element where) {
    Optional<ScalarKind> scalar = ScalarKind.ofJava(plainName(type));
    if (scalar.isPresent()) {
      return Optional.of(new TypeModel.Scalar(scalar.get()));
    }
    if (type.getKind() == TypeKind.DECLARED && asElement(type) instanceof TypeElement element) {
      return declared((DeclaredType) type, element, where);
    }
    return unsupported(type, where);
  }

  private Optional<TypeModel> declared(DeclaredType type, TypeElement element, Element where) {
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    switch (element.getQualifiedName().toString()) {
      case "java.lang.Object" -> {
        return Optional.of(new TypeModel.Any());
      }
      case "java.util.List" -> {
        return arguments.isEmpty()
            ? unsupported(type, where)
            : type(arguments.getFirst(), where).map(TypeModel.ListOf::new);
      }
      case "java.util.Map" -> {
        return arguments.isEmpty() || !plainName(arguments.getFirst()).equals("java.lang.String")
            ? unsupported(type, where)
            : type(arguments.getLast(), where).map(TypeModel.MapOf::new);
      }
      default -> {
        return switch (element.getKind()) {
          case ENUM -> Optional.of(enumeration(element));
          case RECORD -> record(element, where).map(TypeModel.RecordRef::new);
          default -> unsupported(type, where);
        };
      }
    }
  }

  private Optional<TypeModel> unsupported(TypeMirror type, Element where) {
    diagnostics.error(where, "Type %s has no JSON form. %s", type, SUPPORTED);
    return Optional.empty();
  }

  private EnumType enumeration(TypeElement element) {
    List<EnumOption> options =
        element.getEnclosedElements().stream()
            .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
            .map(TypeReader::option)
            .toList();
    EnumType type = new EnumType(element.getQualifiedName().toString(), options);
    enums.put(type.javaName(), type);
    return type;
  }

  private static EnumOption option(Element constant) {
    String name = constant.getSimpleName().toString();
    Option option = constant.getAnnotation(Option.class);
    return option == null
        ? new EnumOption(name, name, Texts.label(name))
        : new EnumOption(
            name, Texts.or(option.value(), name), Texts.or(option.label(), Texts.label(name)));
  }

  /** The name without type arguments and annotations. */
  static String plainName(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return type.getKind().name().toLowerCase(Locale.ROOT);
    }
    return asElement(type) instanceof TypeElement element
        ? element.getQualifiedName().toString()
        : type.toString();
  }

  static @Nullable Element asElement(TypeMirror type) {
    return type instanceof DeclaredType declared ? declared.asElement() : null;
  }

  static String packageOf(Element element) {
    Element e = element;
    while (!(e instanceof PackageElement)) {
      e = Objects.requireNonNull(e.getEnclosingElement(), "every type is in a package");
    }
    return ((PackageElement) e).getQualifiedName().toString();
  }
}
