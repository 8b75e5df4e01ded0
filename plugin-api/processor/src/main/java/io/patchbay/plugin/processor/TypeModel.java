package io.patchbay.plugin.processor;

import java.util.List;

/** A type that JSON can carry. */
sealed interface TypeModel {
  /** A value without parts. */
  record Scalar(ScalarKind kind) implements TypeModel {}

  record EnumType(String javaName, List<EnumOption> options) implements TypeModel {}

  record EnumOption(String constant, String value, String label) {}

  record RecordRef(RecordModel model) implements TypeModel {}

  record ListOf(TypeModel element) implements TypeModel {}

  record MapOf(TypeModel value) implements TypeModel {}

  /** Free JSON. */
  record Any() implements TypeModel {}

  /**
   * Whether default values and samples of this type are written as plain text rather than as JSON.
   */
  default boolean isTextLike() {
    return switch (this) {
      case Scalar scalar -> scalar.kind().textLike();
      case EnumType ignored -> true;
      case RecordRef ignored -> false;
      case ListOf ignored -> false;
      case MapOf ignored -> false;
      case Any ignored -> false;
    };
  }

  default boolean containsSecret() {
    return switch (this) {
      case Scalar scalar -> scalar.kind() == ScalarKind.SECRET;
      case EnumType ignored -> false;
      case RecordRef ref -> ref.model().fields().stream().anyMatch(f -> f.type().containsSecret());
      case ListOf list -> list.element().containsSecret();
      case MapOf map -> map.value().containsSecret();
      case Any ignored -> false;
    };
  }
}
