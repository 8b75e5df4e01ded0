package io.patchbay.plugin.processor;

import static java.util.Objects.requireNonNull;

import io.patchbay.plugin.Field;
import io.patchbay.plugin.processor.FieldModel.Constraints;
import io.patchbay.plugin.processor.FieldModel.Presence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads one record component with its {@link Field}. */
final class FieldReader {
  private final TypeReader types;
  private final Diagnostics diagnostics;

  FieldReader(TypeReader types, Diagnostics diagnostics) {
    this.types = types;
    this.diagnostics = diagnostics;
  }

  Optional<FieldModel> read(RecordComponentElement component) {
    TypeMirror declared = component.asType();
    boolean optional = TypeReader.plainName(declared).equals("java.util.Optional");
    if (optional && ((DeclaredType) declared).getTypeArguments().isEmpty()) {
      diagnostics.error(component, "Say what the Optional holds: Optional<T>.");
      return Optional.empty();
    }
    TypeMirror valueType =
        optional ? ((DeclaredType) declared).getTypeArguments().getFirst() : declared;
    return types
        .type(valueType, component)
        .map(type -> field(component, type, optional, isNullable(component)));
  }

  /** The compiler keeps a type annotation at the component, its type or the field behind it. */
  private static boolean isNullable(RecordComponentElement component) {
    Stream<AnnotationMirror> ofFields =
        ElementFilter.fieldsIn(
                requireNonNull(component.getEnclosingElement()).getEnclosedElements())
            .stream()
            .filter(f -> f.getSimpleName().equals(component.getSimpleName()))
            .flatMap(f -> f.asType().getAnnotationMirrors().stream());
    Stream<AnnotationMirror> own =
        Stream.concat(
            component.getAnnotationMirrors().stream(),
            component.asType().getAnnotationMirrors().stream());
    return Stream.concat(own, ofFields)
        .anyMatch(a -> a.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
  }

  private FieldModel field(
      RecordComponentElement component, TypeModel type, boolean optional, boolean nullable) {
    String name = component.getSimpleName().toString();
    Field field = component.getAnnotation(Field.class);
    if (field == null) {
      Presence presence =
          optional ? Presence.OPTIONAL : nullable ? Presence.NULLABLE : Presence.REQUIRED;
      return new FieldModel(
          name,
          name,
          type,
          presence,
          Texts.label(name),
          "",
          null,
          null,
          noConstraints(),
          false,
          false,
          0);
    }
    Object defaultValue = value(component, type, field.defaultValue(), "default value");
    checkDefault(component, type, field, optional || nullable);
    return new FieldModel(
        name,
        Texts.or(field.name(), name),
        type,
        presence(field, optional, nullable, type),
        Texts.or(field.label(), Texts.label(name)),
        field.help(),
        defaultValue != null ? defaultValue : emptyCollection(field, optional || nullable, type),
        value(component, type, field.sample(), "sample"),
        constraints(component, type, field),
        field.multiline(),
        field.advanced(),
        field.order());
  }

  private static Presence presence(
      Field field, boolean optional, boolean nullable, TypeModel type) {
    if (optional) {
      return Presence.OPTIONAL;
    }
    if (nullable) {
      return Presence.NULLABLE;
    }
    return !field.defaultValue().isEmpty() || emptyCollection(field, false, type) != null
        ? Presence.DEFAULT
        : Presence.REQUIRED;
  }

  private static @Nullable Object emptyCollection(
      Field field, boolean mayBeAbsent, TypeModel type) {
    if (field.required() || mayBeAbsent) {
      return null;
    }
    return switch (type) {
      case TypeModel.ListOf ignored -> List.of();
      case TypeModel.MapOf ignored -> Map.of();
      default -> null;
    };
  }

  private void checkDefault(
      RecordComponentElement component, TypeModel type, Field field, boolean mayBeAbsent) {
    boolean collection = type instanceof TypeModel.ListOf || type instanceof TypeModel.MapOf;
    if (!field.defaultValue().isEmpty()) {
      if (type.containsSecret()) {
        diagnostics.error(
            component,
            "'%s' is a secret and has a default value. Leave it out: everyone can read a plugin.",
            component.getSimpleName());
      } else if (collection
          || type instanceof TypeModel.RecordRef
          || type instanceof TypeModel.Any) {
        diagnostics.error(
            component,
            "'%s' is a %s and cannot have a default value. Use required = false (lists and maps),"
                + " Optional, or defaults inside.",
            component.getSimpleName(),
            type.getClass().getSimpleName());
      }
      if (mayBeAbsent) {
        diagnostics.error(
            component,
            "'%s' may be absent and has a default value. Choose one.",
            component.getSimpleName());
      }
    }
    if (!field.sample().isEmpty() && type.containsSecret()) {
      diagnostics.error(
          component, "'%s' is a secret and has a sample. Leave it out.", component.getSimpleName());
    }
    if (!field.required() && !collection && !mayBeAbsent && field.defaultValue().isEmpty()) {
      diagnostics.error(
          component,
          "'%s' has required = false and no value for when it is absent. Use Optional<%s> or a"
              + " default value.",
          component.getSimpleName(),
          component.asType());
    }
  }

  private @Nullable Object value(
      RecordComponentElement component, TypeModel type, String text, String what) {
    if (text.isEmpty()) {
      return null;
    }
    if (type.isTextLike()) {
      return text;
    }
    try {
      return MiniJson.parse(text);
    } catch (IllegalArgumentException e) {
      diagnostics.error(
          component,
          "The %s of '%s' is not JSON: %s.",
          what,
          component.getSimpleName(),
          e.getMessage());
      return null;
    }
  }

  private Constraints constraints(RecordComponentElement component, TypeModel type, Field field) {
    boolean number = type instanceof TypeModel.Scalar scalar && scalar.kind().isNumber();
    if (!number && !(field.min() + field.max()).isEmpty()) {
      diagnostics.error(
          component,
          "min and max are for numbers. For text and lists use minLength and maxLength.");
    }
    checkNumber(component, field.min());
    checkNumber(component, field.max());
    try {
      Pattern.compile(field.pattern());
    } catch (PatternSyntaxException e) {
      diagnostics.error(
          component,
          "The pattern of '%s' is not a regular expression: %s",
          component.getSimpleName(),
          e.getDescription());
    }
    return new Constraints(
        field.min(),
        field.max(),
        field.minLength(),
        field.maxLength(),
        field.pattern(),
        List.of(field.options()));
  }

  private void checkNumber(RecordComponentElement component, String text) {
    try {
      if (!text.isEmpty()) {
        new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      diagnostics.error(component, "'%s' is not a number.", text);
    }
  }

  private static Constraints noConstraints() {
    return new Constraints("", "", 0, Integer.MAX_VALUE, "", List.of());
  }
}
