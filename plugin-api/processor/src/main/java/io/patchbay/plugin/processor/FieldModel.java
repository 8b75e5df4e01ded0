package io.patchbay.plugin.processor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record.
 *
 * @param defaultValue JDK JSON value, or null if there is none
 * @param sample JDK JSON value, or null if there is none
 */
record FieldModel(
    String component,
    String jsonName,
    TypeModel type,
    Presence presence,
    String label,
    String help,
    @Nullable Object defaultValue,
    @Nullable Object sample,
    Constraints constraints,
    boolean multiline,
    boolean advanced,
    int order) {

  /** How a component may be absent. */
  enum Presence {
    REQUIRED,
    OPTIONAL,
    NULLABLE,
    DEFAULT
  }

  record Constraints(
      String min, String max, int minLength, int maxLength, String pattern, List<String> options) {
    boolean isEmpty() {
      return equals(new Constraints("", "", 0, Integer.MAX_VALUE, "", List.of()));
    }
  }

  boolean isSecret() {
    return type.equals(new TypeModel.Scalar(ScalarKind.SECRET));
  }
}
