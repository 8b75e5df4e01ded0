package io.patchbay.platform.rest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a request left out: a component of a request record that is not {@code @Nullable} must
 * be there.
 */
final class RequiredFields {

  private RequiredFields() {}

  static List<FieldProblem> missing(Object value) {
    List<FieldProblem> problems = new ArrayList<>();
    visit(value, "", problems);
    return problems;
  }

  static boolean optional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static void visit(@Nullable Object value, String pointer, List<FieldProblem> problems) {
    switch (value) {
      case Record record -> visitRecord(record, pointer, problems);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          visit(list.get(i), pointer + "/" + i, problems);
        }
      }
      case null, default -> {}
    }
  }

  private static void visitRecord(Record record, String pointer, List<FieldProblem> problems) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String at = pointer + "/" + component.getName();
      Object part = read(record, component);
      if (part == null && !optional(component)) {
        problems.add(
            new FieldProblem(at, "missing", "'" + component.getName() + "' must be given."));
      } else {
        visit(part, at, problems);
      }
    }
  }

  private static @Nullable Object read(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(record.getClass() + " cannot be read", e);
    }
  }
}
