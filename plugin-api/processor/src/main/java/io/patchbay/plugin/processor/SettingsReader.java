package io.patchbay.plugin.processor;

import io.patchbay.plugin.ConnectionKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Finds the settings type from the methods' second parameters, and the connection kinds from it.
 */
final class SettingsReader {
  private final TypeReader records;
  private final Diagnostics diagnostics;
  private final Types types;
  private @Nullable TypeElement settings;

  SettingsReader(TypeReader records, Diagnostics diagnostics, Types types) {
    this.records = records;
    this.diagnostics = diagnostics;
    this.types = types;
  }

  /** Notes the settings type that a method uses; all must use the same. */
  void use(TypeMirror type, Element where) {
    if (!(types.asElement(type) instanceof TypeElement element)) {
      diagnostics.error(
          where, "'%s' cannot be a settings type. Use a record with @ConnectionKind.", type);
    } else if (settings == null) {
      settings = element;
    } else if (!settings.equals(element)) {
      diagnostics.error(
          where,
          "This uses settings %s, other methods use %s. Use one settings type: a record, or a"
              + " sealed interface over the connection kinds.",
          element,
          settings);
    }
  }

  String javaName() {
    return settings == null ? "java.lang.Object" : settings.getQualifiedName().toString();
  }

  List<ConnectorModel.Kind> kinds(TypeElement connector) {
    if (settings == null) {
      diagnostics.error(
          connector, "Connector %s offers nothing. Add an @Action.", connector.getSimpleName());
      return List.of();
    }
    if (settings.getKind() == ElementKind.RECORD) {
      return kindsOf(List.of(settings));
    }
    if (!settings.getModifiers().contains(Modifier.SEALED)) {
      diagnostics.error(
          settings,
          "Settings %s must be a record with @ConnectionKind, or a sealed interface whose records"
              + " carry @ConnectionKind.",
          settings.getSimpleName());
      return List.of();
    }
    List<TypeElement> permitted = new ArrayList<>();
    for (TypeMirror type : settings.getPermittedSubclasses()) {
      if (types.asElement(type) instanceof TypeElement element) {
        permitted.add(element);
      }
    }
    return kindsOf(permitted);
  }

  private List<ConnectorModel.Kind> kindsOf(List<TypeElement> elements) {
    List<ConnectorModel.Kind> kinds = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (TypeElement element : elements) {
      ConnectionKind facts = element.getAnnotation(ConnectionKind.class);
      if (facts == null) {
        diagnostics.error(element, "Settings %s lack @ConnectionKind.", element.getSimpleName());
        continue;
      }
      if (!ids.add(facts.id())) {
        diagnostics.error(element, "There are two connection kinds '%s'.", facts.id());
      }
      records
          .record(element.asType(), element, "settings")
          .ifPresent(r -> kinds.add(new ConnectorModel.Kind(facts, r)));
    }
    return kinds;
  }
}
